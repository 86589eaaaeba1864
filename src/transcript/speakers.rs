//! Finding out who speaks.
