//! Dashboards in pages. So far their frames stand still: a buffer of cells becomes HTML.

pub mod html;
