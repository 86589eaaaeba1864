//! See [`Group::Transcripts`](crate::lint::Group::Transcripts).
