//! Reading files as transcripts: one file for each format.
