//! Lines with personal data in them, and lines that look as if they had. The data are nobody's: telephone numbers that Ofcom
//! keeps for drama, examples of standards, test numbers.

use super::{Kind, find};
use Kind::{
    Account, BankAccount, BirthDate, EmailAddress, InsuranceNumber, NhsNumber, PaymentCard,
    Postcode, TelephoneNumber,
};
use proptest::prelude::*;

/// What is found stands between « and ».
const FOUND: &[(Kind, &str)] = &[
    (TelephoneNumber, "Call me on «07700 900123» after six."),
    (TelephoneNumber, "«07700900123»"),
    (TelephoneNumber, "It was «07700 900 123», I think."),
    (TelephoneNumber, "Her mobile's «07700-900-123»."),
    (
        TelephoneNumber,
        "the surgery («0161 496 0000») never answers",
    ),
    (TelephoneNumber, "the surgery is on «(0161) 496 0000»."),
    (TelephoneNumber, "London, «020 7946 0018», ask for Sam"),
    (TelephoneNumber, "«01632 960 001»"),
    (TelephoneNumber, "«(01632) 960001»"),
    (TelephoneNumber, "Tel:«01632 96011»"),
    (TelephoneNumber, "«0161.496.0000»"),
    (TelephoneNumber, "rang «0161 496 0000» 2 times, then 3 more"),
    (TelephoneNumber, "the helpline, «0808 157 0192», was shut"),
    (TelephoneNumber, "«+44 7700 900123»"),
    (TelephoneNumber, "«+44 (0)161 496 0000»"),
    (TelephoneNumber, "«+447700900123»"),
    (TelephoneNumber, "«(+44) 7700 900123»"),
    (TelephoneNumber, "from abroad «0044 7700 900123»"),
    (TelephoneNumber, "in Dublin «+353 20 912 3456»"),
    (TelephoneNumber, "«+49 30 23125 000» in Berlin"),
    (TelephoneNumber, "«030/23125000»"),
    (TelephoneNumber, "«+1 (202) 555-0143»"),
    (TelephoneNumber, "my number's «202-555-0143»"),
    (TelephoneNumber, "«(202) 555-0143»"),
    (TelephoneNumber, "à Paris, «01 99 00 12 34»"),
    (
        TelephoneNumber,
        "my phone number is «496 0123», with no code",
    ),
    (TelephoneNumber, "she said ring me on «555-0143» any time"),
    (TelephoneNumber, "typed as «0 7 7 0 0 9 0 0 1 2 3»"),
    (TelephoneNumber, "it's «07700\n900123»"),
    (
        TelephoneNumber,
        "so it's «oh seven seven double oh nine double oh one two three».",
    ),
    (
        TelephoneNumber,
        "«Zero one six three two, nine six zero, zero zero one», and ask.",
    ),
    (EmailAddress, "write to «ann.lee@example.org»."),
    (EmailAddress, "<«a+b_c@mail.example.co.uk»>"),
    (EmailAddress, "mailto:«zoë@exämple.org»"),
    (EmailAddress, "it is «ann @ example.org» now"),
    (EmailAddress, "«ann.lee (at) example (dot) org»"),
    (EmailAddress, "«ann[at]example.org»"),
    (EmailAddress, "so «ann dot lee at gmail dot com», all small"),
    (EmailAddress, "my address is «annlee at outlook.com», yeah"),
    (Postcode, "I live at 3 Mill Lane, «M14 5TQ», by the park"),
    (Postcode, "«SW1A 1AA»"),
    (Postcode, "the flat in «EC1A1BB»"),
    (Postcode, "postcode «m1 1ae», innit"),
    (Postcode, "«W1A 0AX», «CR2 6XH» and «DN55 1PT»"),
    (Postcode, "the depot in Ottawa, «K1A 0B1»"),
    (Postcode, "Dublin, «D02 X285»"),
    (Postcode, "12 Elm St, Portland, OR «97201»"),
    (Postcode, "San Francisco, CA «94110-1234»"),
    (BirthDate, "I was born on «3 May 1961» in Leeds"),
    (BirthDate, "born in Leeds on the «3rd of May, 1961»"),
    (BirthDate, "DOB: «03/05/1961»"),
    (BirthDate, "D.O.B. «3.5.61»"),
    (BirthDate, "Date of birth – «1961-05-03»"),
    (BirthDate, "born «May 3rd, 1961»"),
    (BirthDate, "my birthday is «14 February»"),
    (BirthDate, "on the «3rd of May 1961» I was born"),
    (BirthDate, "«3 May 1961» is my date of birth"),
    (BirthDate, "geboren am «3. Mai 1961» in Ulm"),
    (BirthDate, "née le «3 mai 1961»"),
    (NhsNumber, "her NHS number is «943 476 5919»"),
    (NhsNumber, "«9434765919»"),
    (NhsNumber, "«401 023 2137» was on the letter"),
    (NhsNumber, "NHS No: «943-476-5919»"),
    (
        NhsNumber,
        "and for the NHS, I wrote it down when we registered, I am «943-476-5919», she said",
    ),
    (NhsNumber, "«943-476-5919» is what the NHS has me under"),
    (TelephoneNumber, "The NHS rang. It was «943-476-5919»."),
    (NhsNumber, "My number is «943 476 5919»"),
    (TelephoneNumber, "My number is «123456»."),
    (InsuranceNumber, "NI «AB 12 34 56 C»."),
    (InsuranceNumber, "«ab123456c»"),
    (PaymentCard, "card «4111 1111 1111 1111»"),
    (PaymentCard, "«5555555555554444»"),
    (PaymentCard, "«3782 822463 10005» expires soon"),
    (BankAccount, "to «GB82 WEST 1234 5698 7654 32», please"),
    (BankAccount, "«DE89370400440532013000»"),
    (Account, "I'm «@annlee_99» on there"),
    (Account, "see https://«instagram.com/ann.lee»/ for more"),
];

/// Nothing is found in these.
const NOT_FOUND: &[&str] = &[
    // Years, dates and times.
    "in 1961, in 2019/20 and from 2015-2016",
    "on 3 May 1961 we moved",
    "the meeting of 03/05/2021",
    "2021-05-03T10:30:00",
    "2021-05-03 10:30:15",
    "20210503 103015",
    "[00:12:31] and then 01:02:03",
    "00:01:02,345 --> 00:01:05,678",
    "at 10.30 and 14.45, and 07:00 07:30 08:00",
    "he was born in 1961",
    "she was born in May",
    "I was born. 3 May was a Tuesday.",
    "my birthday was fine, and on Monday 3 of us left",
    "born at 3.15 on a wet night",
    "the baby born at 38 weeks, 2 days",
    "a bare date, 3rd of May 1961",
    "we signed on 3 May; the birth of the project",
    "9-5, 24/7, 9/11, 50/50",
    // Sums and counts.
    "£1,250,000 and 20 000 000 people",
    "it cost 07700 pounds and 900 pence",
    "growth of +12 000 000 last year",
    "by +3 000 000 000",
    "a profit of $2025550143",
    "3.14159265358979",
    "0.07700900123",
    "at -0.0445895387729009",
    "1 2 3 4 5 6 7 8 9 10 11 12",
    "0 1 2 3 4 5 6 7 8 9",
    "01 02 03 04 05 06 07",
    "01 02 03 04 05",
    "10 20 30 40 50 60",
    "scores of 07, 08, 11, 12 and 13",
    "between 100 200 3000 of them",
    "12 345 678 steps",
    "95% of 12345678901",
    "5 + 44 1234 567 890",
    "a million, 1000000, or 10000000000",
    "0000 0000 000",
    "the zip was 12345",
    "0.5 0.25 0.125 0.0625",
    // References, pages, codes.
    "pages 123-145 and 200-3000",
    "ISBN 978-3-16-148410-0",
    "ISBN 0-306-40615-2",
    "doi:10.1000/182",
    "https://doi.org/10.1177/1609406919899220",
    "invoice #07700900123",
    "case REF-07700900123",
    "order 07700900123X",
    "version 10.0.19045.3803",
    "192.168.100.200",
    "grant ES/0161/4960000",
    "participant P07700900123",
    "REC 21/NW/0123",
    "reference 9434765918",
    "1234567890",
    "4444444444",
    "ticket 8005550143",
    "943 476 5918",
    "account 4111 1111 1111 1112",
    "1234 5678 9012 3456",
    "GB82 WEST 1234 5698 7654 33",
    "FR14 rooms",
    "form AB 12 34 56 E",
    "QQ 12 34 56 C",
    "BG123456A",
    "the SC123456 company",
    "0x07700900123",
    "uuid 123e4567-e89b-12d3-a456-426614174000",
    "999, 111, 101 or 116 123",
    "phone 1 and phone 2",
    "the phone rang 3 times in 2020",
    "telephone interviews (2015-2016)",
    "mobile in 20 000 homes",
    "by telephone on 03 05 2021",
    "the mobile unit, 12 to 15 people",
    "call me at 10",
    // Things with letters and digits.
    "the M25, the A14 and the B6 road",
    "in M14 and SE15",
    "Form B5 2nd draft",
    "the E1 1st floor",
    "a Galaxy S8 4GB, or the S10 64GB",
    "L1 3pm, room W2 10am",
    "G4 8th of the month",
    "P1 2AB and Q3 4AB",
    "T1 3AB",
    "for 3AB and 4CD",
    "M1 1CK",
    "N1 2hr a day",
    "the 3rd, 21st, 100th",
    "at 3 pm on Wed 5 Jun",
    "we had IN 10000 and OR 20000",
    "vitamin B12 3mg",
    "GCSE 9AB",
    "http://example.org/SW1A1AA",
    "K1A OB1",
    // At signs and words.
    "we met @ the café",
    "meet us @ www.example.com",
    "5 @ £3.99",
    "the @ sign",
    "logo@2x.png",
    "serde@1.0.200",
    "name@host",
    "ask @JJ",
    "I looked at amazon dot com",
    "look at dot com firms",
    "it was at gmail that she worked",
    "see [name] at [place]",
    "twitter.com/ and facebook.com/home",
    "example.com/name",
    "oh seven of us went",
    "oh one two three four five six seven eight nine",
    "zero one two three four five six seven eight nine ten",
    "Oh one thing, oh two things",
];

/// A line without its marks, and what stands between them.
fn read(line: &str) -> (String, Vec<String>) {
    let parts = line.split('«').skip(1);
    let marked = parts.map(|it| it.split_once('»').unwrap().0.to_owned());
    (line.replace(['«', '»'], ""), marked.collect())
}

#[test]
fn what_looks_like_personal_data_is_found_from_its_first_to_its_last_character() {
    let mut wrong = Vec::new();
    for (kind, line) in FOUND {
        let (text, marked) = read(line);
        let found = find(&text);
        let is_right = found.iter().all(|it| it.kind == *kind)
            && found.iter().map(|it| &text[it.span.range()]).eq(&marked);
        if !is_right {
            let found: Vec<_> = found
                .iter()
                .map(|it| (it.kind, &text[it.span.range()]))
                .collect();
            wrong.push(format!("{line}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_only_looks_a_little_like_it_is_not_found() {
    let mut wrong = Vec::new();
    for line in NOT_FOUND {
        for it in find(line) {
            wrong.push(format!(
                "{line}\n    {:?} {}",
                it.kind,
                &line[it.span.range()]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_datum_is_found_beside_others_and_in_the_midst_of_talk() {
    let lines = FOUND.iter().map(|(_, line)| read(line).0);
    let turns: Vec<String> = lines
        .map(|line| format!("P1: {line}\n\nInt: Right.\n\n"))
        .collect();
    let text = turns.concat();
    let expected = FOUND
        .iter()
        .map(|(_, line)| read(line).1.len())
        .sum::<usize>();
    assert_eq!(find(&text).len(), expected);
}

#[test]
fn blanks_and_hyphens_of_every_width_join_a_number() {
    let numbers = [
        (BankAccount, "DE89 3704 0044 0532 0130 00"),
        (BankAccount, "GB82 WEST 1234 5698 7654 32"),
        (TelephoneNumber, "07700 900123"),
        (TelephoneNumber, "+44 7700 900123"),
        (TelephoneNumber, "(0161) 496 0000"),
        (PaymentCard, "4111 1111 1111 1111"),
        (InsuranceNumber, "AB 12 34 56 C"),
    ];
    let joints = [
        "\u{a0}", "\u{202f}", "\u{2009}", "-", "\u{2011}", "\u{2013}", "\u{2012}", "\u{2212}",
    ];
    let mut wrong = Vec::new();
    for (kind, number) in numbers {
        for joint in joints {
            let written = number.replace(' ', joint);
            let text = format!("It is {written}, yes.");
            let found = find(&text);
            if found.len() != 1 || found[0].kind != kind || text[found[0].span.range()] != written {
                wrong.push(format!("{written}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let hidden =
        find("It is 07700\u{200b}900\u{ad}123 or DE89\u{a0}\u{200b}3704 0044 0532 0130 00.");
    let kinds: Vec<Kind> = hidden.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [TelephoneNumber, BankAccount]);
}

#[test]
fn letters_of_several_bytes_beside_what_looks_like_a_postcode_are_no_fault() {
    for text in [
        "é1x 2y3",
        "\u{200b}1A 0B1",
        "é12 A1B2",
        "日12 X285",
        "éK1A 0B1",
    ] {
        assert!(find(text).is_empty(), "{text}");
    }
}

#[test]
fn a_mask_tells_how_it_begins_and_no_more() {
    let masked = |text: &str| {
        let found = find(text);
        found.iter().map(|it| it.masked(text)).collect::<Vec<_>>()
    };
    assert_eq!(masked("(0161) 496 0000"), ["01… (11 digits)"]);
    assert_eq!(masked("+44 7700 900123"), ["+4… (12 digits)"]);
    assert_eq!(masked("ann.lee@example.org"), ["a… (19 characters)"]);
    assert_eq!(masked("DOB 03/05/1961"), ["… (10 characters)"]);
    assert_eq!(masked("SW1A 1AA"), ["S… (8 characters)"]);
    assert_eq!(masked("943 476 5919"), ["94… (10 digits)"]);
}

#[test]
fn there_are_enough_of_both() {
    assert!(
        FOUND.len() >= 60 && NOT_FOUND.len() >= 100,
        "{} {}",
        FOUND.len(),
        NOT_FOUND.len()
    );
}

proptest! {
    #[test]
    fn any_text_can_be_searched_and_what_is_found_lies_in_order(
        text in "([0-9 ()+./@-]|[a-zé]|at|dot|oh seven|born on |May |GB|SW1A 1AA|\n|“|👩|\u{a0}){0,120}"
    ) {
        let mut end = 0;
        for it in find(&text) {
            prop_assert!(it.span.start >= end && !it.span.is_empty());
            prop_assert!(text.get(it.span.range()).is_some());
            end = it.span.end;
        }
    }
}
