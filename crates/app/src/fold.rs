//! How names and addresses are compared, sorted and searched: without case and surrounding blanks.

/// The key under which a name or an address is found.
pub fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// A key by which names sort as people expect in English and Swedish: accents do not matter, but å, ä and ö are letters
/// of their own after z.
pub fn collated(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in text.trim().chars().flat_map(char::to_lowercase) {
        match letter {
            'å' => key.push('{'),
            'ä' | 'æ' => key.push('|'),
            'ö' | 'ø' => key.push('}'),
            'é' | 'è' | 'ê' | 'ë' => key.push('e'),
            'á' | 'à' | 'â' | 'ã' => key.push('a'),
            'í' | 'ì' | 'î' | 'ï' => key.push('i'),
            'ó' | 'ò' | 'ô' | 'õ' => key.push('o'),
            'ú' | 'ù' | 'û' => key.push('u'),
            'ü' => key.push('y'),
            'ñ' => key.push('n'),
            'ç' => key.push('c'),
            other => key.push(other),
        }
    }
    key
}

/// Many short texts one after another, for a search.
#[derive(Debug, Default)]
pub struct Haystack {
    text: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Haystack {
    /// Adds a text, which may be in several parts.
    pub fn add<'t>(&mut self, parts: impl Iterator<Item = &'t str>) {
        for part in parts {
            self.text.extend(part.chars().flat_map(char::to_lowercase));
            self.text.push(' ');
        }
        self.ends.push(self.text.len());
    }

    /// Which of the texts have the word in them.
    pub fn hits(&self, word: &str) -> Vec<bool> {
        let mut start = 0;
        let ends = self.ends.iter();
        ends.map(|end| self.text.get(std::mem::replace(&mut start, *end)..*end).is_some_and(|text| text.contains(word)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_after_z_come_after_z_in_their_swedish_order() {
        let mut names = ["Öberg", "Åkesson", "Zetterberg", "Ärlig", "édith", "Edvin"];
        names.sort_by_key(|name| collated(name));
        assert_eq!(names, ["édith", "Edvin", "Zetterberg", "Åkesson", "Ärlig", "Öberg"]);
    }
}
