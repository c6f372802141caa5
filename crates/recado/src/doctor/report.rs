//! What was found, for a person to read.

use std::io::Write;

#[derive(Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

#[derive(Debug)]
struct Finding {
    subject: String,
    what: String,
    /// How to mend it; nothing is wrong without one.
    remedy: Option<String>,
}

impl Report {
    pub fn well(&mut self, subject: &str, what: &str) {
        self.findings.push(Finding { subject: subject.to_owned(), what: what.to_owned(), remedy: None });
    }

    pub fn wrong(&mut self, subject: &str, what: &str, remedy: &str) {
        let (subject, what, remedy) = (subject.to_owned(), what.to_owned(), Some(remedy.to_owned()));
        self.findings.push(Finding { subject, what, remedy });
    }

    pub fn is_well(&self) -> bool {
        self.findings.iter().all(|finding| finding.remedy.is_none())
    }

    pub fn print(&self, out: &mut impl Write) -> std::io::Result<()> {
        for Finding { subject, what, remedy } in &self.findings {
            let mark = if remedy.is_none() { "ok   " } else { "WRONG" };
            writeln!(out, "{mark}  {subject}: {what}")?;
            if let Some(remedy) = remedy {
                writeln!(out, "       mend: {remedy}")?;
            }
        }
        let wrong = self.findings.iter().filter(|finding| finding.remedy.is_some()).count();
        writeln!(out, "\n{}", if wrong == 0 { "All is well.".to_owned() } else { format!("{wrong} to mend.") })
    }
}
