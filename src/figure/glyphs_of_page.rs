//! A page has letters of its own and needs no outlines: there is never a value of this type.

use super::prelude::*;
use super::theme::Colors;

#[derive(Debug, Clone)]
pub(super) enum Glyphs {}

impl Glyphs {
    pub(super) fn part(&self) -> Self {
        match *self {}
    }

    pub(super) fn extend(&mut self, _: Self) {
        match *self {}
    }

    pub(super) fn line(&mut self, _: Point, _: &Text, _: Colors) -> Option<String> {
        match *self {}
    }

    pub(super) fn definitions(&self) -> String {
        match *self {}
    }
}
