//! An SVG as the library reads it, so that PNG and PDF come from the one drawing and say the same about it.

use resvg::usvg::Tree;
use resvg::usvg::roxmltree::{Document as Xml, ParsingOptions};

use super::{FigureError, fonts};

pub(super) struct Document {
    pub(super) tree: Tree,
    pub(super) title: String,
    pub(super) alternative: String,
    /// The command that draws the figure.
    pub(super) command: String,
    /// Its licence and how to cite it.
    pub(super) rights: String,
}

impl Document {
    pub(super) fn read(svg: &str) -> Result<Self, FigureError> {
        let xml = Xml::parse_with_options(svg, ParsingOptions::default());
        let xml = xml.map_err(FigureError::drawing)?;
        let said = |tag| {
            let mut nodes = xml.descendants();
            let node = nodes.find(|node| node.has_tag_name(tag));
            node.and_then(|node| node.text()).unwrap_or_default()
        };
        let (command, rights) = said("metadata").split_once('\n').unwrap_or_default();
        Ok(Self {
            tree: Tree::from_xmltree(&xml, &fonts::options()).map_err(FigureError::drawing)?,
            title: said("title").to_owned(),
            alternative: said("desc").to_owned(),
            command: command.to_owned(),
            rights: rights.to_owned(),
        })
    }
}
