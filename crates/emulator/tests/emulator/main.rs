//! The emulator through HTTP, as any business would see it.

#[cfg(test)]
mod account;
#[cfg(test)]
mod built;
#[cfg(test)]
mod consequences;
#[cfg(test)]
mod control;
#[cfg(test)]
mod control_customers;
#[cfg(test)]
mod control_meta;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod customers;
#[cfg(test)]
mod delivery;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod flows;
#[cfg(test)]
mod graph;
#[cfg(test)]
mod groups;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod inbound;
#[cfg(test)]
mod media;
#[cfg(test)]
mod month;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod objects;
#[cfg(test)]
mod random;
#[cfg(test)]
mod records;
#[cfg(test)]
mod sending;
#[cfg(test)]
mod state;
#[cfg(test)]
mod support;
#[cfg(test)]
mod templates;
#[cfg(test)]
mod tls;
