//! How the cells of a workbook look. Knows no contents.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const HEADER_BACKGROUND: Color = Color::RGB(0x1F_3A_5F);

/// The formats of one workbook, made once.
#[derive(Debug)]
pub struct Formats {
    pub header: Format,
    /// Text and days of the skills report. The indent keeps a text apart from a longer one that is cut at its left.
    pub text: Format,
    pub day: Format,
    /// Text that continues on the next line of its cell, and what stands beside it.
    pub wrapped: Format,
    /// What the rows below it belong to.
    pub heading: Format,
    pub whole: Format,
    /// Shown with two digits; the cell holds them all.
    pub fraction: Format,
    pub top_day: Format,
    pub note: Format,
}

impl Formats {
    pub fn new() -> Self {
        let text = Format::new().set_align(FormatAlign::Left).set_indent(1);
        // LibreOffice moves an indented number when the one beside it has decimals.
        let number = Format::new().set_align(FormatAlign::Right).set_align(FormatAlign::Top);
        let day = text.clone().set_num_format("yyyy-mm-dd");
        Self {
            header: text
                .clone()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(HEADER_BACKGROUND)
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            heading: text.clone().set_bold().set_align(FormatAlign::Top).set_text_wrap(),
            wrapped: text.clone().set_align(FormatAlign::Top).set_text_wrap(),
            top_day: day.clone().set_align(FormatAlign::Top),
            fraction: number.clone().set_num_format("0.00"),
            whole: number,
            note: text.clone().set_italic(),
            text,
            day,
        }
    }
}
