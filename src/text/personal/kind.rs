/// The kinds of personal data that have a shape, the surest first: where two are possible, the first is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An International Bank Account Number with its check digits.
    BankAccount,
    /// The number of a payment card with its check digit.
    PaymentCard,
    /// A patient's number of the NHS, or of the health services of Scotland and Northern Ireland, with its check digit.
    NhsNumber,
    /// A National Insurance number of the United Kingdom.
    InsuranceNumber,
    /// An e-mail address.
    EmailAddress,
    /// A telephone number.
    TelephoneNumber,
    /// A day and a month, mostly with a year, on which somebody was born.
    BirthDate,
    /// A postcode that stands for a few houses.
    Postcode,
    /// The name or the address of somebody's account in a social network.
    Account,
}

impl Kind {
    /// All of them, in order.
    pub const ALL: [Self; 9] = [
        Kind::BankAccount,
        Kind::PaymentCard,
        Kind::NhsNumber,
        Kind::InsuranceNumber,
        Kind::EmailAddress,
        Kind::TelephoneNumber,
        Kind::BirthDate,
        Kind::Postcode,
        Kind::Account,
    ];

    /// What it is called, in the singular.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Kind::BankAccount => "bank account number",
            Kind::PaymentCard => "payment card number",
            Kind::NhsNumber => "NHS number",
            Kind::InsuranceNumber => "National Insurance number",
            Kind::EmailAddress => "e-mail address",
            Kind::TelephoneNumber => "telephone number",
            Kind::BirthDate => "date of birth",
            Kind::Postcode => "postcode",
            Kind::Account => "account name",
        }
    }

    /// The same in the plural.
    #[must_use]
    pub fn nouns(self) -> &'static str {
        match self {
            Kind::BankAccount => "bank account numbers",
            Kind::PaymentCard => "payment card numbers",
            Kind::NhsNumber => "NHS numbers",
            Kind::InsuranceNumber => "National Insurance numbers",
            Kind::EmailAddress => "e-mail addresses",
            Kind::TelephoneNumber => "telephone numbers",
            Kind::BirthDate => "dates of birth",
            Kind::Postcode => "postcodes",
            Kind::Account => "account names",
        }
    }

    /// What may be printed of a datum: how it begins and how long it is, such as `07… (11 digits)`. Of a date of birth
    /// nothing is printed, as its beginning is the day.
    #[must_use]
    pub fn masked(self, datum: &str) -> String {
        let digits = datum.bytes().filter(u8::is_ascii_digit).count();
        let characters = datum.chars().count();
        let beginning = |count: usize| -> String {
            let shown = datum.chars().filter(|c| !c.is_whitespace() && *c != '(');
            shown.take(count).collect()
        };
        match self {
            Kind::TelephoneNumber if digits == 0 => format!("… ({characters} characters)"),
            Kind::PaymentCard | Kind::NhsNumber | Kind::TelephoneNumber => {
                format!("{}… ({digits} digits)", beginning(2))
            }
            Kind::BirthDate => format!("… ({characters} characters)"),
            Kind::EmailAddress | Kind::Postcode => {
                format!("{}… ({characters} characters)", beginning(1))
            }
            Kind::BankAccount | Kind::InsuranceNumber | Kind::Account => {
                format!("{}… ({characters} characters)", beginning(2))
            }
        }
    }
}
