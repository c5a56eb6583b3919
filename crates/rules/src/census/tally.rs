//! Counts how many people meet each test while their answers come by.

use super::has;

/// Counts every bit of many answers at once: plane `n` holds bit `n` of all counters.
pub(super) struct Tally<const W: usize> {
    planes: [[u64; W]; 8],
    added: u8,
    counts: Vec<u32>,
}

impl<const W: usize> Tally<W> {
    pub fn new() -> Self {
        Self { planes: [[0; W]; 8], added: 0, counts: vec![0; W.saturating_mul(64)] }
    }

    pub fn add(&mut self, mut carry: [u64; W]) {
        if self.added == u8::MAX {
            self.flush();
        }
        self.added = self.added.saturating_add(1);
        for plane in &mut self.planes {
            for (plane, carry) in plane.iter_mut().zip(&mut carry) {
                let both = *plane & *carry;
                *plane ^= *carry;
                *carry = both;
            }
        }
    }

    /// Moves the planes into the counts before a counter would overflow.
    fn flush(&mut self) {
        for (plane, weight) in self.planes.iter().zip([1, 2, 4, 8, 16, 32, 64, 128]) {
            for (place, count) in self.counts.iter_mut().enumerate() {
                *count = count.saturating_add(u32::from(has(plane, place)).saturating_mul(weight));
            }
        }
        self.planes = [[0; W]; 8];
        self.added = 0;
    }

    pub fn counts(mut self, tests: usize) -> Vec<u32> {
        self.flush();
        self.counts.truncate(tests);
        self.counts
    }
}
