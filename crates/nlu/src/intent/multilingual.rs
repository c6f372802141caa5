//! Google's Universal Sentence Encoder, multilingual, version 3: sixteen languages, one space of meanings, no attention,
//! so a message costs less than a millisecond. Its numbers come from a file that `cargo xtask encoder` makes.
mod file;
mod matrix;
mod network;
mod normaliser;
mod pieces;
mod table;

use file::Reader;
use network::Network;
use normaliser::Normaliser;
use pieces::Pieces;
use table::Table;

use super::Encoder;

/// The encoder of the file `use-multilingual-3.bin`.
pub struct MultilingualEncoder {
    normaliser: Normaliser,
    pieces: Pieces,
    table: Table,
    network: Network,
}

/// Why bytes are not an encoder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncoderFileError {
    #[error("not a file of the encoder, or of another version of it")]
    Mark,
    #[error("the file ends too early")]
    CutOff,
    #[error("the file's {0} does not fit the rest")]
    Shape(&'static str),
}

const BEGIN: u32 = 1;
const END: u32 = 2;
/// Pieces read of one text: a message of this length has long said what it wants.
const MOST_PIECES: usize = 256;

impl MultilingualEncoder {
    /// Reads the file's bytes; the table stays in them.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, EncoderFileError> {
        let mut reader = Reader::new(&bytes)?;
        let normaliser = Normaliser::read(&mut reader)?;
        let pieces = Pieces::read(&mut reader)?;
        let layout = table::Layout::read(&mut reader)?;
        let network = Network::read(&mut reader)?;
        Ok(Self { normaliser, pieces, network, table: layout.over(bytes) })
    }

    /// The numbers of the pieces a text is cut into, with those of its begin and end.
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        let mut numbers = vec![BEGIN];
        numbers.extend(self.pieces.split(&self.normaliser.normalised(text)));
        numbers.truncate(MOST_PIECES);
        numbers.push(END);
        numbers
    }
}

impl Encoder for MultilingualEncoder {
    fn id(&self) -> &'static str {
        "use-multilingual-3"
    }

    fn dimensions(&self) -> usize {
        network::WIDTH
    }

    fn encode(&self, text: &str) -> Vec<f32> {
        let numbers = self.pieces(text);
        self.network.run(&self.table.rows(&numbers))
    }

    fn knows(&self, word: &str) -> bool {
        // Its begin, itself, its end.
        self.pieces(word).len() <= 3
    }
}
