//! Worked cases, and small random worlds against every possible allocation.
