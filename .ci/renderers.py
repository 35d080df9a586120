"""Renders every figure of a folder with the SVG programs that are installed, and compares each with the PNG beside it.

renderers.py FOLDER [PROGRAM …]: exits with 1 if a picture is farther from its PNG than BOUND. Needs Pillow.
"""

import io
import pathlib
import subprocess
import sys

from PIL import Image, ImageChops, ImageFilter

# The largest difference that blurring leaves of the two pictures, of 255: moved edges leave little, a lost word or bitmap much.
BOUND = 25

PROGRAMS = {
    "rsvg-convert": lambda svg, width: ["rsvg-convert", "-w", width, svg],
    "inkscape": lambda svg, width: ["inkscape", "--export-type=png", "--export-filename=-", "-w", width, svg],
    "cairosvg": lambda svg, width: ["cairosvg", "-f", "png", "--output-width", width, svg],
}


def distance(png, drawn):
    first = Image.open(png).convert("L")
    second = Image.open(io.BytesIO(drawn)).convert("L").resize(first.size)
    blurred = [image.filter(ImageFilter.GaussianBlur(5)) for image in (first, second)]
    return ImageChops.difference(*blurred).getextrema()[1]


def main(folder, programs):
    far = 0
    for program in programs:
        worst = (0, "")
        for svg in sorted(pathlib.Path(folder).glob("*.svg")):
            png = svg.with_suffix(".png")
            command = PROGRAMS[program](str(svg), str(Image.open(png).width))
            drawn = subprocess.run(command, capture_output=True, check=True).stdout
            found = distance(png, drawn)
            worst = max(worst, (found, svg.name))
            if found > BOUND:
                far += 1
                print(f"{program} draws {svg.name} otherwise: {found} of at most {BOUND}")
        print(f"{program}: at most {worst[0]} of 255, {worst[1]}")
    return 1 if far else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
