//! Tables from codes of up to sixteen bits to something small, of which most codes have nothing.

/// A table in pages of 256 codes.
#[derive(Debug)]
pub(super) struct Sparse<T> {
    pages: Vec<Option<Box<[T; 256]>>>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { pages: Vec::new() }
    }
}

impl<T: Copy + Default> Sparse<T> {
    pub fn get(&self, code: u16) -> Option<T> {
        let page = self.pages.get(usize::from(code >> 8))?.as_ref()?;
        Some(page[usize::from(code & 0xFF)])
    }

    pub fn set(&mut self, code: u16, value: T) {
        let page = usize::from(code >> 8);
        if self.pages.len() <= page {
            self.pages.resize_with(page + 1, || None);
        }
        let page = self.pages[page].get_or_insert_with(|| Box::new([T::default(); 256]));
        page[usize::from(code & 0xFF)] = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_is_got() {
        let mut table = Sparse::default();
        assert_eq!(table.get(7), None);
        table.set(0xFFFF, 3_u32);
        assert_eq!(table.get(0xFFFF), Some(3));
        assert_eq!(table.get(0xFF00), Some(0));
        assert_eq!(table.get(1), None);
    }
}
