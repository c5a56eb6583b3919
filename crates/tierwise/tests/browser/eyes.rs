//! What is asked of every page, wherever it is met: axe-core finds nothing, nothing scrolls sideways, no message is missing,
//! and the browser has nothing to complain about. With `TIERWISE_PICTURES=FOLDER` a picture of each is kept.

use std::path::PathBuf;

use super::*;

pub struct Eyes {
    look: Look,
    pictures: Option<PathBuf>,
    pub wrong: Vec<String>,
}

impl Eyes {
    pub fn new(look: Look) -> Self {
        let pictures = std::env::var_os("TIERWISE_PICTURES").map(PathBuf::from);
        Self { look, pictures, wrong: Vec::new() }
    }

    /// Looks at the page at one width; `status` is what it has to come with.
    pub async fn look(&mut self, page: &Page, name: &str, status: u64) {
        let Look { width, theme, language, .. } = self.look;
        let place = format!("{name} {width} {theme:?} {language}");
        let mut wrong = Vec::new();
        let found = page.status().await.unwrap();
        if found != status {
            wrong.push(format!("status {found} instead of {status}"));
        }
        for violation in page.axe().await.unwrap() {
            wrong.push(format!("{} {} {:?}", violation.id, violation.help, violation.nodes));
        }
        if page.overflows().await.unwrap() {
            wrong.push("scrolls sideways".to_owned());
        }
        // That a page was not found is the browser's complaint, too.
        let own = format!("status of {status}");
        let complaints = page.complaints().await.unwrap();
        wrong.extend(complaints.into_iter().filter(|text| status < 400 || !text.contains(&own)));
        if page.text().await.unwrap().contains('⟦') {
            wrong.push("a message is missing".to_owned());
        }
        if let Some(folder) = &self.pictures {
            std::fs::create_dir_all(folder).unwrap();
            page.screenshot(&folder.join(format!("{name}-{width}-{language}.png"))).await.unwrap();
        }
        self.wrong.extend(wrong.into_iter().map(|text| format!("{place}: {text}")));
    }

    pub fn is_swedish(&self) -> bool {
        self.look.language == "sv"
    }

    /// The same at the widths of a desk and of a phone.
    pub async fn look_at_both_widths(&mut self, page: &Page, name: &str, status: u64) {
        for width in [390, 1280] {
            page.resize(width).await.unwrap();
            self.look.width = width;
            self.look(page, name, status).await;
        }
    }
}

pub fn assert_nothing(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
}
