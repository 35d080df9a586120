//! What a page shows: code, figures, screens, transcripts.

use std::fmt::Write as _;
use std::fs;

use super::loom::{Loom, Page};
use super::{FrameParts, html, source};

impl Loom<'_> {
    /// A piece of code with the place where it stands.
    pub(super) fn code(&self, file: &str, item: &str) -> Result<String, String> {
        let name = source::file_name(file);
        let text = fs::read_to_string(self.options.sources.join(&name))
            .map_err(|_| format!("unknown file src/{name} in {{{{#code {file}}}}}"))?;
        let piece =
            source::piece(&text, item).ok_or_else(|| format!("no piece {item} in src/{name}"))?;
        Ok(format!(
            "\n\n<figure class=\"code\" id=\"{}\">\n\n`````rust\n{}\n`````\n\n\
             <figcaption><code>src/{}</code>, lines {} to {}</figcaption></figure>\n\n",
            html::attribute(&source::anchor(file, item)),
            piece.text(&text),
            html::text(&name),
            piece.lines.start + 1,
            piece.lines.end,
        ))
    }

    /// A figure for light and for dark paper, with its number and its caption.
    pub(super) fn figure(&mut self, page: &Page, name: &str) -> Result<String, String> {
        let parts = self.options.illustrator.figure(name);
        let parts = parts.ok_or_else(|| format!("unknown figure {name}"))?;
        let (up, file) = (page.up(), html::attribute(name));
        let size = size(&parts.light_svg);
        let image = |theme: &str| {
            let address = format!("{up}woven/figures/{file}-{theme}.svg");
            // On a small screen the drawing is small: a click shows it alone, to be enlarged.
            format!(
                "<a class=\"on-{theme}\" href=\"{address}\"><img src=\"{address}\"{size} alt=\"{}\"></a>",
                html::attribute(&parts.alt)
            )
        };
        let number = self.places.of_figure(page, name);
        let number = number.map_or(String::new(), |(_, label)| {
            format!("<a class=\"figure-number\" href=\"#figure-{file}\">Figure {label}.</a> ")
        });
        let figure = format!(
            "\n\n<figure class=\"figure\" id=\"figure-{file}\">{}{}<figcaption>{number}{}</figcaption></figure>\n\n",
            image("light"),
            image("dark"),
            html::text(&parts.caption)
        );
        self.figures.insert(name.to_owned(), parts);
        Ok(figure)
    }

    /// A link to a figure.
    pub(super) fn figure_reference(&self, page: &Page, name: &str) -> Result<String, String> {
        let (address, label) = self
            .places
            .of_figure(page, name)
            .ok_or_else(|| format!("no page shows figure {name}"))?;
        Ok(format!("[figure {label}]({address})"))
    }

    /// One screen of a dashboard.
    pub(super) fn frame(&mut self, name: &str, arguments: &str) -> Result<String, String> {
        let parts = self.options.illustrator.frame(name, arguments)?;
        Ok(format!(
            "\n\n<figure class=\"frame\"{}>{}<figcaption>{}</figcaption></figure>\n\n",
            self.live_frame(name, arguments),
            screen(&parts),
            html::text(&parts.caption)
        ))
    }

    /// Several screens of a dashboard, of which one shows at a time. The choice is made by radio buttons, which need no script.
    pub(super) fn steps(
        &mut self,
        name: &str,
        size: &str,
        steps: &[(String, String)],
    ) -> Result<String, String> {
        self.choices += 1;
        let (mut buttons, mut screens, mut caption) = (String::new(), String::new(), String::new());
        for (at, (title, keys)) in steps.iter().enumerate() {
            let arguments = match keys.as_str() {
                "" => size.to_owned(),
                keys => format!("{size} keys=\"{keys}\""),
            };
            let parts = self.options.illustrator.frame(name, &arguments)?;
            let checked = if at == 0 { " checked" } else { "" };
            let _ = write!(
                buttons,
                "<label><input type=\"radio\" name=\"screens-{}\"{}{checked}> {}</label>",
                self.choices,
                self.live_choice(keys),
                html::text(title)
            );
            screens.push_str(&screen(&parts));
            caption = parts.caption;
        }
        let live = self.live_frame(name, size);
        Ok(format!(
            "\n\n<figure class=\"frame steps\"{live}><fieldset><legend>Step by step</legend>{buttons}</fieldset>{screens}\
             <figcaption>{}</figcaption></figure>\n\n",
            html::text(&caption)
        ))
    }

    /// A command and what it prints.
    pub(super) fn transcript(&self, command: &str) -> Result<String, String> {
        let output = self.options.illustrator.transcript(command)?;
        // A line break as an entity: an empty line would end the HTML within Markdown.
        Ok(format!(
            "\n\n<figure class=\"transcript\"><pre><span class=\"prompt\">$ {}</span>&#10;{}</pre></figure>\n\n",
            html::text(command),
            html::text(output.trim_end())
        ))
    }
}

/// The size of a drawing as attributes: a page whose pictures are still to come keeps their places free, and so a link into it lands
/// where it should.
fn size(svg: &str) -> String {
    let view_box = svg.split("viewBox=\"0 0 ").nth(1);
    let (width, height) = view_box
        .and_then(|rest| rest.split('"').next())
        .and_then(|size| size.split_once(' '))
        .unwrap_or_default();
    format!(" width=\"{width}\" height=\"{height}\"")
}

/// A screen as the page's theme wants it.
fn screen(parts: &FrameParts) -> String {
    let label = html::attribute(&parts.alt);
    let pre = |class: &str, screen: &str| {
        format!(
            "<pre{class} role=\"img\" aria-label=\"{label}\">{}</pre>",
            veiled(screen)
        )
    };
    let drawn = match &parts.light_html {
        None => pre("", &parts.html),
        Some(light) => pre(" class=\"on-light\"", light) + &pre(" class=\"on-dark\"", &parts.html),
    };
    format!("<div class=\"screen\">{drawn}</div>")
}

/// The same screen with its text in attributes, from where the style sheet shows it: a picture made of letters does not belong into
/// the search index.
fn veiled(screen: &str) -> String {
    let mut out = String::with_capacity(screen.len() * 3 / 2);
    let mut pieces = screen.split("</i>").peekable();
    while let Some(piece) = pieces.next() {
        // What follows the last piece of text is only tags and line breaks.
        match piece.rsplit_once('>').filter(|_| pieces.peek().is_some()) {
            Some((tags, text)) => {
                let _ = write!(out, "{tags} data-t=\"{text}\"></i>");
            }
            None => out.push_str(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_picture_is_kept_free() {
        let svg = "<svg xmlns=\"x\" viewBox=\"0 0 640 480\"><rect/></svg>";
        assert_eq!(size(svg), " width=\"640\" height=\"480\"");
    }

    #[test]
    fn the_text_of_a_screen_stands_in_attributes() {
        let screen =
            "<i>a</i><span class=\"b\"><i style=\"--n:2\">bc</i><i>─</i></span>\n<i>&lt;</i>\n";
        assert_eq!(
            veiled(screen),
            "<i data-t=\"a\"></i><span class=\"b\"><i style=\"--n:2\" data-t=\"bc\"></i><i data-t=\"─\"></i></span>\n\
             <i data-t=\"&lt;\"></i>\n"
        );
    }
}
