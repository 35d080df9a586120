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
        // On a small screen the drawing is small: a click shows it alone, to be enlarged. The drawing for the other paper, and those far
        // below, would delay the first one.
        format!(
            "<a class=\"on-{theme}\" href=\"{address}\"><img src=\"{address}\"{size} alt=\"{alt}\" loading=\"lazy\"></a>"
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

/// One screen of a dashboard. `live` are its attributes where it lives, and `note` says why it stands still.
pub(super) fn frame(parts: &FrameParts, live: &str, note: &str) -> String {
    format!(
        "<figure class=\"frame\"{live}>{}<figcaption>{}{note}</figcaption></figure>",
        screen(parts, &parts.ground),
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
    let mut grounds = Vec::new();
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
        let ground = shared(&mut grounds, &parts.ground);
        screens.push_str(&screen(&parts, &ground));
        caption = parts.caption;
    }
    let live = dashboards.frame(name, size);
    let note = dashboards.note();
    let style = match variables(&grounds).as_str() {
        "" => String::new(),
        variables => format!(" style=\"{variables}\""),
    };
    Ok(format!(
        "<figure class=\"frame steps\"{style}{live}><fieldset><legend>Step by step</legend>{buttons}</fieldset>{screens}\
         <figcaption>{}{note}</figcaption></figure>",
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

/// A screen, whose room is kept, whatever is in it.
fn screen(parts: &FrameParts, ground: &str) -> String {
    let (label, (columns, rows)) = (html::escape(&parts.alt), parts.size);
    let below = match ground {
        "" => String::new(),
        ground => format!("<i class=\"ground\" style=\"{ground}\"></i>"),
    };
    format!(
        "<div class=\"screen\"><pre role=\"img\" aria-label=\"{label}\" style=\"--columns:{columns};--rows:{rows}\">{below}{}</pre></div>",
        parts.html
    )
}

/// The ground of one of several screens: that of an earlier one, if they are alike.
fn shared(grounds: &mut Vec<String>, ground: &str) -> String {
    if ground.is_empty() {
        return String::new();
    }
    let known = grounds.iter().position(|known| known == ground);
    let number = known.unwrap_or(grounds.len());
    if known.is_none() {
        grounds.push(ground.to_owned());
    }
    format!("--light:var(--light-{number});--dark:var(--dark-{number})")
}

/// The grounds as variables of the figure with all the screens.
fn variables(grounds: &[String]) -> String {
    let numbered = |(number, ground): (usize, &String)| {
        let light = ground.replace("--light:", &format!("--light-{number}:"));
        light.replace("--dark:", &format!("--dark-{number}:"))
    };
    let numbered: Vec<String> = grounds.iter().enumerate().map(numbered).collect();
    numbered.join(";")
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
    fn screens_with_one_ground_share_it() {
        let mut grounds = Vec::new();
        let all = [
            "--light:url(a);--dark:url(b)",
            "",
            "--light:url(c)",
            "--light:url(a);--dark:url(b)",
        ];
        let used = all.map(|ground| shared(&mut grounds, ground));
        assert_eq!(used[0], "--light:var(--light-0);--dark:var(--dark-0)");
        assert_eq!(used[1], "");
        assert_eq!(used[2], "--light:var(--light-1);--dark:var(--dark-1)");
        assert_eq!(used[3], used[0]);
        assert_eq!(
            variables(&grounds),
            "--light-0:url(a);--dark-0:url(b);--light-1:url(c)"
        );
    }
}
