//! The processes of this machine, as Linux lists them; none elsewhere.

use std::fs;

/// The memory of a process and of those that it started, in KiB.
pub(crate) fn memory(process: u32) -> u64 {
    let of = |line: &str| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok();
    let status = read(&format!("/proc/{process}/status"));
    let own: u64 = status.lines().find_map(of).unwrap_or(0);
    own + children(process).into_iter().map(memory).sum::<u64>()
}

/// The processes whose parent is `parent`.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    let numbers = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let is_child = |child: &u32| {
        // After the name in parentheses: the state, then the parent.
        let stat = read(&format!("/proc/{child}/stat"));
        let mut after = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        after.nth(1).and_then(|parent| parent.parse().ok()) == Some(parent)
    };
    numbers.filter(is_child).collect()
}

/// A file of the system's; empty if its process is gone.
fn read(path: &str) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
}
