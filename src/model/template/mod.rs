//! What a year can start from. A template is data; [`commands`] turns it into edits.
