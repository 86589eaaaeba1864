//! All literal beginnings of all atoms in one tree, walked from a word start.
//!
//! Labels are bytes of folded text; a space stands for any gap between words. Nodes lie breadth first in one list, so
//! that the children of a node are neighbours and the first levels share cache lines.

use std::collections::VecDeque;
use std::ops::Range;

use super::ground::Ground;
use crate::text::fold;

/// The label of a gap between words.
pub const GAP: u8 = b' ';

/// A tree of keys, each with values of type `V`.
#[derive(Debug)]
pub struct Trie<V> {
    nodes: Vec<Node>,
    /// The label that leads to the node with the same index.
    labels: Vec<u8>,
    values: Vec<V>,
    /// The children of the root by their label; 0 for none.
    roots: Box<[u32; 256]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    first_child: u32,
    children: u16,
    values: u32,
    first_value: u32,
}

impl<V> Trie<V> {
    /// Builds the tree. Values of equal keys keep their order.
    pub fn new(mut entries: Vec<(Vec<u8>, V)>) -> Self {
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        let (keys, mut unplaced): (Vec<Vec<u8>>, Vec<Option<V>>) = entries
            .into_iter()
            .map(|(key, value)| (key, Some(value)))
            .unzip();
        let mut trie = Self {
            nodes: Vec::new(),
            labels: Vec::new(),
            values: Vec::new(),
            roots: Box::new([0; 256]),
        };
        trie.push(0);
        // Each node waits with the keys that pass through it and how many bytes of them lead to it.
        let mut waiting: VecDeque<(usize, Range<usize>, usize)> =
            VecDeque::from([(0, 0..keys.len(), 0)]);
        while let Some((node, range, depth)) = waiting.pop_front() {
            let ends = keys[range.clone()]
                .iter()
                .take_while(|key| key.len() == depth)
                .count();
            trie.nodes[node].first_value = index(trie.values.len());
            trie.nodes[node].values = index(ends);
            trie.values.extend(
                unplaced[range.start..range.start + ends]
                    .iter_mut()
                    .filter_map(Option::take),
            );
            trie.nodes[node].first_child = index(trie.nodes.len());
            let mut at = range.start + ends;
            while at < range.end {
                let label = keys[at][depth];
                let next = at
                    + keys[at..range.end]
                        .iter()
                        .take_while(|key| key[depth] == label)
                        .count();
                trie.nodes[node].children += 1;
                waiting.push_back((trie.push(label), at..next, depth + 1));
                at = next;
            }
        }
        for child in trie.children(0) {
            trie.roots[usize::from(trie.labels[child])] = index(child);
        }
        trie
    }

    /// Whether it has no keys.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Walks from a word start and calls `found` for each value whose key the text has here, with the end of the key in
    /// the text, shorter keys first.
    #[inline]
    pub fn walk(&self, ground: &Ground<'_>, start: usize, mut found: impl FnMut(&V, usize)) {
        let mut node = 0;
        let mut at = start;
        let mut buffer = String::new();
        while let Some(byte) = ground.byte(at) {
            let next = if byte.is_ascii_alphanumeric() {
                at += 1;
                self.child(node, byte.to_ascii_lowercase())
            } else if byte.is_ascii() {
                match byte {
                    b' ' | b'\n' | b'\r' | b'\t' | b'-' | b'[' | b'(' => {
                        self.step_gap(node, ground, &mut at)
                    }
                    b'`' => {
                        at += 1;
                        self.child(node, b'\'')
                    }
                    other => {
                        at += 1;
                        self.child(node, other)
                    }
                }
            } else {
                self.step_wide(node, ground, &mut at, &mut buffer)
            };
            let Some(next) = next else { return };
            // Passing over a soft hyphen stays at the node, whose values were told before.
            if next != node {
                node = next;
                let Node {
                    values,
                    first_value,
                    ..
                } = self.nodes[node];
                if values > 0 && !ground.is_accent(at) {
                    for value in &self.values[first_value as usize..][..values as usize] {
                        found(value, at);
                    }
                }
            }
        }
    }

    /// One step over what parts words. A key has no bracket: what has one is a regular expression.
    fn step_gap(&self, node: usize, ground: &Ground<'_>, at: &mut usize) -> Option<usize> {
        let child = self.child(node, GAP)?;
        *at = ground.gap(*at)?;
        Some(child)
    }

    /// One step over a character that is not ASCII.
    fn step_wide(
        &self,
        node: usize,
        ground: &Ground<'_>,
        at: &mut usize,
        buffer: &mut String,
    ) -> Option<usize> {
        let c = ground.char(*at)?;
        if c.is_whitespace() || fold::is_hyphen(c) {
            *at = ground.gap(*at)?;
            return self.child(node, GAP);
        }
        buffer.clear();
        *at += fold::next(&ground.text[*at..ground.to], buffer);
        buffer
            .bytes()
            .try_fold(node, |node, label| self.child(node, label))
    }

    #[inline]
    fn child(&self, node: usize, label: u8) -> Option<usize> {
        if node == 0 {
            let child = self.roots[usize::from(label)];
            return (child != 0).then_some(child as usize);
        }
        let children = self.children(node);
        let first = children.start;
        self.labels[children]
            .iter()
            .position(|&known| known == label)
            .map(|offset| first + offset)
    }

    fn children(&self, node: usize) -> Range<usize> {
        let Node {
            first_child,
            children,
            ..
        } = self.nodes[node];
        first_child as usize..first_child as usize + usize::from(children)
    }

    fn push(&mut self, label: u8) -> usize {
        self.nodes.push(Node::default());
        self.labels.push(label);
        self.nodes.len() - 1
    }
}

fn index(value: usize) -> u32 {
    u32::try_from(value).expect("a codebook has fewer than 2^32 letters")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Landmarks, Span};

    fn found(keys: &[&str], text: &str) -> Vec<(usize, usize)> {
        let trie = Trie::new(
            keys.iter()
                .enumerate()
                .map(|(i, key)| (key.as_bytes().to_vec(), i))
                .collect(),
        );
        let landmarks = Landmarks::of(text);
        let mut found = Vec::new();
        trie.walk(
            &Ground::new(text, &landmarks, Span::new(0, text.len())),
            0,
            |&key, end| found.push((key, end)),
        );
        found
    }

    #[test]
    fn every_key_on_the_way_is_found() {
        assert_eq!(
            found(&["tru", "trust", "trust me", "trusty"], "Trust  me"),
            [(0, 3), (1, 5), (2, 9)]
        );
        assert_eq!(found(&["a", "a"], "a"), [(0, 1), (1, 1)]);
    }

    #[test]
    fn more_keys_may_be_equal_than_two_bytes_can_count() {
        assert_eq!(found(&vec!["a"; 70_000], "a").len(), 70_000);
    }

    #[test]
    fn keys_are_found_over_soft_hyphens_quotes_and_accents() {
        assert_eq!(found(&["cooperate"], "co\u{AD}operate"), [(0, 11)]);
        assert_eq!(found(&["don't"], "Don’t"), [(0, 7)]);
        assert_eq!(found(&["cafe", "cafe\u{301}"], "café"), [(1, 5)]);
        assert_eq!(found(&["cafe", "cafe\u{301}"], "cafe\u{301}"), [(1, 6)]);
    }
}
