//! Arrays as `NumPy` stores them, and as our file does.

use anyhow::Context;

/// An array of one or two dimensions; one of one dimension is a row.
pub struct Array {
    pub rows: usize,
    pub columns: usize,
    is_bytes: bool,
    values: Vec<u8>,
}

/// Reads the `npy` format, version 1, of bytes and of 32-bit floats.
pub fn parse(file: &[u8]) -> anyhow::Result<Array> {
    let length = file.get(8..10).and_then(|bytes| bytes.try_into().ok()).map(u16::from_le_bytes);
    let start = 10 + usize::from(length.context("too short")?);
    let header = file.get(10..start).context("no header")?;
    let header = std::str::from_utf8(header)?;
    anyhow::ensure!(header.contains("'fortran_order': False"), "columns before rows");
    let is_bytes = header.contains("'|u1'");
    anyhow::ensure!(is_bytes || header.contains("'<f4'"), "neither bytes nor floats: {header}");
    let shape = header.split(['(', ')']).nth(1).context("no shape")?;
    let shape: Vec<usize> = shape.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    let (rows, columns) = match shape.as_slice() {
        [columns] => (1, *columns),
        [rows, columns] => (*rows, *columns),
        _ => anyhow::bail!("of shape {shape:?}"),
    };
    let values = file.get(start..).unwrap_or_default().to_vec();
    anyhow::ensure!(values.len() == rows * columns * if is_bytes { 1 } else { 4 }, "cut off");
    Ok(Array { rows, columns, is_bytes, values })
}

impl Array {
    /// A row of bytes.
    pub fn row(&self, at: usize) -> Option<&[u8]> {
        self.values.get(at * self.columns..(at + 1) * self.columns).filter(|_| self.is_bytes)
    }

    pub fn floats(&self) -> anyhow::Result<Vec<f32>> {
        anyhow::ensure!(!self.is_bytes, "bytes, not floats");
        let (numbers, _) = self.values.as_chunks::<4>();
        Ok(numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// Appends the array to our file: a row as it is, a matrix as bytes. The model was quantised to bytes before the
    /// package made floats of it again, so nothing is lost, which is checked.
    pub fn write(&self, file: &mut Vec<u8>) -> anyhow::Result<()> {
        file.extend(u32::try_from(self.rows)?.to_le_bytes());
        file.extend(u32::try_from(self.columns)?.to_le_bytes());
        if self.rows == 1 {
            file.extend(&self.values);
            return Ok(());
        }
        let floats = self.floats()?;
        let step = step(&floats).context("all values are equal")?;
        file.extend(step.to_le_bytes());
        for value in floats {
            let whole = (value / step).round();
            anyhow::ensure!(
                (value / step - whole).abs() < 0.01 && whole.abs() <= 128.0,
                "{value} is no step of {step}"
            );
            #[expect(clippy::cast_possible_truncation, reason = "checked one line above")]
            file.push((whole as i8).cast_unsigned());
        }
        Ok(())
    }
}

/// What all values are whole multiples of: the smallest distance between two, made exact by the largest value.
fn step(values: &[f32]) -> Option<f32> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f32::total_cmp);
    let distances = sorted.iter().zip(sorted.iter().skip(1)).map(|(a, b)| b - a);
    let smallest = distances.filter(|distance| *distance > 1e-6).min_by(f32::total_cmp)?;
    let largest = sorted.iter().map(|value| value.abs()).max_by(f32::total_cmp)?;
    Some(largest / (largest / smallest).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn npy(kind: &str, shape: &str, values: &[u8]) -> Vec<u8> {
        let header = format!("{{'descr': '{kind}', 'fortran_order': False, 'shape': ({shape}), }}\n");
        let mut file = b"\x93NUMPY\x01\x00".to_vec();
        file.extend(u16::try_from(header.len()).unwrap().to_le_bytes());
        file.extend(header.as_bytes());
        file.extend(values);
        file
    }

    #[test]
    fn arrays_are_read() {
        let bytes = parse(&npy("|u1", "2, 3", &[1, 2, 3, 4, 5, 6])).unwrap();
        assert_eq!((bytes.rows, bytes.columns, bytes.row(1)), (2, 3, Some([4, 5, 6].as_slice())));
        let floats = parse(&npy("<f4", "2,", &[1.5_f32.to_le_bytes(), 2.0_f32.to_le_bytes()].concat())).unwrap();
        assert_eq!(floats.floats().unwrap(), [1.5, 2.0]);
        for broken in [npy("|u1", "2, 3", &[1]), npy("<f8", "1,", &[0; 8]), b"\x93NUMPY".to_vec()] {
            assert!(parse(&broken).is_err());
        }
    }

    #[test]
    fn quantised_values_lose_nothing() {
        let values = [0.5_f32, -1.0, 63.5, 0.0].map(f32::to_le_bytes).concat();
        let mut file = Vec::new();
        parse(&npy("<f4", "2, 2", &values)).unwrap().write(&mut file).unwrap();
        let (head, wholes) = file.split_at(12);
        assert_eq!(head.get(8..12).unwrap(), 0.5_f32.to_le_bytes());
        assert_eq!(wholes, [1, 254, 127, 0]);
    }
}
