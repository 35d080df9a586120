//! Code, figures, screens and transcripts as a page shows them.

use std::fmt::Write as _;
use std::path::Path;

use super::live::Dashboards;
use super::{Content, FigureParts, FrameParts, GENERATED, html, source};

/// A piece of code of the sources in a folder, and where it comes from. It is open until a script folds it, so that it can be read
/// without one.
pub(super) fn code(sources: &Path, file: &str, item: &str) -> Result<String, String> {
    let name = source::file_name(file);
    let text = std::fs::read_to_string(sources.join(&name));
    let text = text.map_err(|_| format!("unknown file src/{name} in {{{{#code {file}}}}}"))?;
    let piece = source::piece(&text, item);
    let piece = piece.ok_or_else(|| format!("no piece {item} in src/{name}"))?;
    let name = html::escape(&name);
    let title = match item {
        "" => "the head of the file".to_owned(),
        item => format!("<code>{}</code>", html::escape(item)),
    };
    Ok(format!(
        "<figure class=\"code\" id=\"{}\"><details class=\"code\" open><summary>Rust: {title} \u{b7} \
         <code>src/{name}</code>, lines {} to {}</summary>\n\n`````rust\n{}\n`````\n\n</details></figure>",
        html::escape(&source::anchor(file, item)),
        piece.lines.start + 1,
        piece.lines.end,
        piece.text(&text),
    ))
}

/// A figure for light and for dark paper, with its label and its caption. `moving` is the attribute of one that moves, and `up` leads
/// from the page to the first folder of the book.
pub(super) fn figure(
    parts: &FigureParts,
    (name, moving): (&str, &str),
    label: &str,
    up: &str,
) -> String {
    let file = html::escape(name);
    let (size, alt) = (size(&parts.light_svg), html::escape(&parts.alt));
    let image = |theme: &str| {
        let address = format!("{up}{GENERATED}/figures/{file}-{theme}.svg");
        // On a small screen the drawing is small: a click shows it alone, to be enlarged.
        format!(
            "<a class=\"on-{theme}\" href=\"{address}\"><img src=\"{address}\"{size} alt=\"{alt}\"></a>"
        )
    };
    format!(
        "<figure class=\"figure\" id=\"figure-{file}\"{moving}>{}{}<figcaption>\
         <a class=\"figure-number\" href=\"#figure-{file}\">Figure {label}.</a> {}</figcaption></figure>",
        image("light"),
        image("dark"),
        html::escape(&parts.caption)
    )
}

pub(super) fn frame(parts: &FrameParts, live: &str) -> String {
    format!(
        "<figure class=\"frame\"{live}>{}<figcaption>{}</figcaption></figure>",
        screen(parts),
        html::escape(&parts.caption)
    )
}

/// Several screens of a dashboard, of which one shows at a time. The choice is made by radio buttons, which need no script; `choice`
/// is their name.
pub(super) fn steps(
    content: Content,
    dashboards: &mut Dashboards,
    choice: usize,
    (name, size): (&str, &str),
    steps: &[(&str, &str)],
) -> Result<String, String> {
    let (mut buttons, mut screens, mut caption) = (String::new(), String::new(), String::new());
    for (at, (title, keys)) in steps.iter().enumerate() {
        let arguments = match *keys {
            "" => size.to_owned(),
            keys => format!("{size} keys=\"{keys}\""),
        };
        let parts = (content.frame)(name, &arguments)?;
        let checked = if at == 0 { " checked" } else { "" };
        let _ = write!(
            buttons,
            "<label><input type=\"radio\" name=\"screens-{choice}\"{}{checked}> {}</label>",
            dashboards.start(keys),
            html::escape(title)
        );
        screens.push_str(&screen(&parts));
        caption = parts.caption;
    }
    let live = dashboards.frame(name, size);
    Ok(format!(
        "<figure class=\"frame steps\"{live}><fieldset><legend>Step by step</legend>{buttons}</fieldset>{screens}\
         <figcaption>{}</figcaption></figure>",
        html::escape(&caption)
    ))
}

/// A command as a reader of a clone types it, and what it prints.
pub(super) fn transcript(command: &str, output: &str) -> String {
    // A line break as an entity: an empty line would end the HTML within Markdown.
    format!(
        "<figure class=\"transcript\"><pre><span class=\"prompt\">$ {}</span>&#10;{}</pre></figure>",
        html::escape(&in_a_clone(command)),
        html::escape(output.trim_end())
    )
}

/// The command that runs `nn28 …` in a clone of the package.
pub(super) fn in_a_clone(command: &str) -> String {
    match command.strip_prefix("nn28 ") {
        Some(arguments) => format!("cargo run --release -- {arguments}"),
        None => command.to_owned(),
    }
}

/// The size of a drawing as attributes, so that the page does not move under a link's target when its pictures load.
fn size(svg: &str) -> String {
    let view_box = svg.split("viewBox=\"0 0 ").nth(1);
    let size = view_box.and_then(|rest| rest.split('"').next());
    let size = size.and_then(|size| size.split_once(' '));
    let (width, height) = size.unwrap_or_default();
    format!(" width=\"{width}\" height=\"{height}\"")
}

/// A screen, for light and dark pages where they differ.
fn screen(parts: &FrameParts) -> String {
    let label = html::escape(&parts.alt);
    let pre = |class: &str, screen: &str| {
        let screen = mask_code(screen);
        format!("<pre{class} role=\"img\" aria-label=\"{label}\">{screen}</pre>")
    };
    let drawn = match &parts.light_html {
        None => pre("", &parts.html),
        Some(light) => pre(" class=\"on-light\"", light) + &pre(" class=\"on-dark\"", &parts.html),
    };
    format!("<div class=\"screen\">{drawn}</div>")
}

/// Moves the text of a screen into attributes, from where the style sheet shows it, so that the search does not index it.
fn mask_code(screen: &str) -> String {
    // Behind the last piece of text there are only tags and line breaks.
    let (pieces, rest) = screen.rsplit_once("</i>").unwrap_or(("", screen));
    let masked = |piece: &str| match piece.rsplit_once('>') {
        Some((tags, text)) => format!("{tags} data-t=\"{text}\"></i>"),
        None => piece.to_owned(),
    };
    pieces.split("</i>").map(masked).collect::<String>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_its_size_before_it_is_loaded() {
        let svg = "<svg xmlns=\"x\" viewBox=\"0 0 640 480\"><rect/></svg>";
        assert_eq!(size(svg), " width=\"640\" height=\"480\"");
    }

    #[test]
    fn the_text_of_a_screen_stands_in_attributes() {
        let screen =
            "<i>a</i><span class=\"b\"><i style=\"--n:2\">bc</i><i>─</i></span>\n<i>&lt;</i>\n";
        assert_eq!(
            mask_code(screen),
            "<i data-t=\"a\"></i><span class=\"b\"><i style=\"--n:2\" data-t=\"bc\"></i><i data-t=\"─\"></i></span>\n\
             <i data-t=\"&lt;\"></i>\n"
        );
    }
}
