//! The emulator through HTTP, as any business would see it.

#[cfg(test)]
mod account;
#[cfg(test)]
mod consequences;
#[cfg(test)]
mod control;
mod control_customers;
mod control_meta;
#[cfg(test)]
mod customers;
#[cfg(test)]
mod delivery;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod graph;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod inbound;
#[cfg(test)]
mod media;
#[cfg(test)]
mod month;
#[cfg(test)]
mod sending;
#[cfg(test)]
mod support;
#[cfg(test)]
mod templates;
