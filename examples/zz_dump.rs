use thematica::transcript::read::{ReadOptions, read};
fn main() {
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name).unwrap();
        match read(&name, &name, bytes, &ReadOptions::default()) {
            Err(e) => println!("{name}: ERROR {e}"),
            Ok(t) => {
                println!(
                    "== {name} {:?} {} {:?}",
                    t.reading.labels, t.reading.encoding, t.reading.format
                );
                for l in &t.reading.left_out {
                    println!("   left out: {} x{} {:?}", l.what, l.count, l.example);
                }
                for w in &t.reading.warnings {
                    println!("   {} {:?} {}", w.rule, w.place.position(), w.message);
                }
                for turn in &t.turns {
                    for at in turn.paragraphs.clone() {
                        println!(
                            "[{}] {:?}",
                            t.label(turn).unwrap_or("-"),
                            t.source.slice(t.paragraphs[at as usize].span)
                        );
                    }
                }
            }
        }
    }
}
