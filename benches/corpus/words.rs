//! What the made-up people say: common English words, and many rare ones that are put together from syllables.

use std::collections::BTreeSet;

use super::random::Random;

/// The words that talk is mostly made of, roughly the most frequent first.
const COMMON: &str = "
the i you and to a of it that in is was they for we on have do with but so be not what this there at my if are it's just
like know he as had all about she me your get up or because out think when them from people would can don't one were
then really well going no that's go very an her him time now how some more want who been us could right see will good
way i'm our did by into things their has back say something got over where here said here's other work only lot much too
any need make which than after down first before even feel little take should come two thing didn't always different
through those day help these own again kind sort years most actually never can't same around someone still went long
find being his off might talk came why every look made year while quite bit last home trying nothing though better life
three tell week new another sometimes maybe point place give enough getting point's anything use doing keep felt put sure
told start doctor thought money family support everything group part hard getting's away world isn't wasn't bad old big
few called many once until mean ask person without between next wouldn't couldn't working house end children problem
whole friend hospital since school health each service both care live believe hand under together job woman man days
hours months care's against probably anybody nobody everybody saying looking coming making already often almost later
real best whatever also half able done ever yet let call try pay turn open found left seen started happened talking wanted
needed asked gave knew helped moved listen wait letter form office phone walk bus number number's food kids mother father
sister brother nurse child mind point body side word line night morning month minute question reason idea experience
change chance course case matter power story area room street city community appointment waiting list surgery choice
change's trust hope fear worry stress pain sleep drink smoke eat cook clean drive read write learn teach share";

const ONSETS: [&str; 24] = [
    "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "l", "m", "n", "p", "pl", "r", "s", "sh",
    "st", "t", "tr", "v", "w", "",
];
const NUCLEI: [&str; 9] = ["a", "e", "i", "o", "u", "ea", "oo", "ai", "ou"];
const CODAS: [&str; 12] = ["", "", "", "n", "r", "l", "t", "s", "m", "ck", "nd", "st"];
/// A stem comes with several of them, as real ones do.
const ENDINGS: [&str; 7] = ["", "s", "ed", "ing", "er", "ly", "ment"];

/// How many words there are.
const MANY: usize = 12_000;
/// How many places the table for drawing has: a draw is one look into it.
const PLACES: usize = 1 << 17;

/// All words, and how often each is said.
pub struct Words {
    /// The most frequent first.
    pub all: Vec<String>,
    /// How many of them are common ones.
    pub common: usize,
    /// Words as indices, each as often as it is said.
    draws: Vec<u16>,
}

impl Words {
    pub fn new(random: &mut Random) -> Self {
        let mut known = BTreeSet::new();
        let common = COMMON.split_whitespace();
        let mut all: Vec<String> = common
            .filter(|word| known.insert((*word).to_owned()))
            .map(str::to_owned)
            .collect();
        let common = all.len();
        let mut rare = Vec::with_capacity(MANY);
        while rare.len() < MANY - common {
            let stem = stem(random);
            for ending in ENDINGS {
                let word = format!("{stem}{ending}");
                if random.one_in(3) && known.insert(word.clone()) {
                    rare.push(word);
                }
            }
        }
        rare.truncate(MANY - common);
        random.shuffle(&mut rare);
        all.append(&mut rare);
        let draws = draws(all.len());
        Self { all, common, draws }
    }

    /// A word as someone might say it.
    pub fn draw(&self, random: &mut Random) -> &str {
        &self.all[usize::from(self.draws[random.below(PLACES)])]
    }
}

fn stem(random: &mut Random) -> String {
    let mut stem = String::new();
    for _ in 0..2 + random.below(2) {
        stem.push_str(random.pick(&ONSETS));
        stem.push_str(random.pick(&NUCLEI));
        stem.push_str(random.pick(&CODAS));
    }
    stem
}

/// Zipf's law as Mandelbrot mended it: the r-th word is said 1 / (r + 2.7) times as often as a first would be (Mandelbrot
/// 1953, "An informational theory of the statistical structure of language").
fn draws(words: usize) -> Vec<u16> {
    let share = |rank: usize| 1.0 / (rank as f64 + 1.0 + 2.7);
    let total: f64 = (0..words).map(share).sum();
    let mut draws = Vec::with_capacity(PLACES);
    let mut sum = 0.0;
    for word in 0..words {
        sum += share(word) / total * PLACES as f64;
        let number = u16::try_from(word).expect("there are fewer than 65,536 words");
        while (draws.len() as f64) < sum && draws.len() < PLACES {
            draws.push(number);
        }
    }
    draws.resize(PLACES, 0);
    draws
}
