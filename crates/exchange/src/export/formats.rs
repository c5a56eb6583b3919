//! How the cells of a workbook look. Knows no contents.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const HEADER_BACKGROUND: Color = Color::RGB(0x1F_3A_5F);

/// The formats of one workbook, made once.
#[derive(Debug)]
pub struct Formats {
    pub header: Format,
    pub day: Format,
    /// Text that continues on the next line of its cell.
    pub wrapped: Format,
    /// Numbers and days beside wrapped text.
    pub top: Format,
    pub top_day: Format,
    pub note: Format,
}

impl Formats {
    pub fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let day = Format::new()
            .set_num_format("yyyy-mm-dd")
            .set_align(FormatAlign::Left);
        Self {
            header: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(HEADER_BACKGROUND)
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            wrapped: top.clone().set_text_wrap(),
            top_day: day.clone().set_align(FormatAlign::Top),
            note: Format::new().set_italic(),
            top,
            day,
        }
    }
}
