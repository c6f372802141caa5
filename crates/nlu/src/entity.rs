//! What a message names: dates, numbers, money, identifiers, and the things of a business.
