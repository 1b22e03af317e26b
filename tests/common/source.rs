//! The library's source as tokens: paths, what ships, rings of files.

#![allow(dead_code, reason = "one test reads it")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// One file of the library.
pub(crate) struct File {
    /// Path below `src/`, with `/`.
    pub(crate) path: String,
    /// Its tokens.
    pub(crate) code: Vec<TokenTree>,
    /// Those without what is compiled for tests only.
    pub(crate) shipped: Vec<TokenTree>,
}

impl File {
    pub(crate) fn new(path: &str, source: &str) -> Self {
        let stream: TokenStream = source.parse().expect("Rust");
        let code: Vec<TokenTree> = stream.into_iter().collect();
        let shipped = without_tests(&code);
        Self { path: path.into(), code, shipped }
    }

    /// Its module, from the root of the crate: `["charts", "map"]`.
    pub(crate) fn module(&self) -> Vec<String> {
        let path = self.path.trim_end_matches(".rs");
        let path = path.strip_suffix("/mod").unwrap_or(path);
        if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
    }

    /// The room that it belongs to.
    pub(crate) fn room(&self) -> String {
        self.module().first().cloned().unwrap_or("lib".into())
    }

    /// Where each path of `tokens` leads that begins with `crate`, `super` or `self`.
    pub(crate) fn paths(&self, tokens: &[TokenTree]) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        collect_paths(tokens, &self.module(), &mut paths);
        paths
    }

    /// The names that its re-exports give to items of other modules: name → full path.
    pub(crate) fn exports(&self) -> BTreeMap<String, Vec<String>> {
        let mut exports = BTreeMap::new();
        for (at, token) in self.shipped.iter().enumerate() {
            let is_public = matches!(token, TokenTree::Ident(word) if word == "pub");
            let Some(at_use) = is_public.then(|| after_visibility(&self.shipped, at)) else {
                continue;
            };
            if !is_word(self.shipped.get(at_use), "use") {
                continue;
            }
            let end = self.shipped[at_use..].iter().position(|token| is_punct(token, ';'));
            let tree = &self.shipped[at_use + 1..at_use + end.unwrap_or(0)];
            let mut paths = Vec::new();
            expand(tree, &[], &mut paths);
            for path in paths {
                let target = absolute(&path, &self.module()).unwrap_or_else(|| {
                    // `pub use map::Plane`: a child of this module.
                    self.module().into_iter().chain(path.clone()).collect()
                });
                exports.extend(path.last().map(|name| (name.clone(), target)));
            }
        }
        exports
    }
}

/// Every file of the library; `src/bin` is the program.
pub(crate) fn library() -> Vec<File> {
    let sources = super::tree(&super::root().join("src"));
    let rust =
        sources.iter().filter(|(path, _)| path.ends_with(".rs") && !path.starts_with("bin/"));
    let mut files: Vec<File> =
        rust.map(|(path, bytes)| File::new(path, &String::from_utf8_lossy(bytes))).collect();
    // `#[cfg(test)] mod name;` makes a whole file, and the folder of its name, tests.
    let tests: BTreeSet<String> = files.iter().flat_map(test_files).collect();
    for file in &mut files {
        let is_test = |test: &String| {
            file.path == format!("{test}.rs") || file.path.starts_with(&format!("{test}/"))
        };
        if tests.iter().any(is_test) {
            file.shipped.clear();
        }
    }
    files
}

pub(crate) fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(found)) if found == word)
}

pub(crate) fn is_punct(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == mark)
}

/// The tokens inside of a group in braces.
pub(crate) fn braced(token: Option<&TokenTree>) -> Option<Vec<TokenTree>> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            Some(group.stream().into_iter().collect())
        }
        _ => None,
    }
}

/// Whether `#[cfg(test)]` stands at `at`.
pub(crate) fn is_cfg_test(tokens: &[TokenTree], at: usize) -> bool {
    let attribute = tokens.get(at + 1).map(ToString::to_string).unwrap_or_default();
    let attribute: String = attribute.split_whitespace().collect();
    is_punct(&tokens[at], '#') && attribute == "[cfg(test)]"
}

/// Tokens without the items that are compiled for tests only: each ends with `;` or braces.
pub(crate) fn without_tests(tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut shipped = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_cfg_test(tokens, at) {
            let ends = |token: &TokenTree| is_punct(token, ';') || braced(Some(token)).is_some();
            let end = tokens[at..].iter().position(ends).unwrap_or(tokens.len() - at);
            at += end + 1;
        } else {
            shipped.push(tokens[at].clone());
            at += 1;
        }
    }
    shipped
}

/// The files that `#[cfg(test)] mod name;` brings in, without their ending.
pub(crate) fn test_files(file: &File) -> Vec<String> {
    let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
    let own = if file.path.ends_with("mod.rs") || file.path == "lib.rs" {
        folder.to_owned()
    } else {
        Path::new(&file.path).with_extension("")
    };
    let heads = (0..file.code.len()).filter(|&at| is_cfg_test(&file.code, at));
    let names = heads.filter_map(|head| {
        let at = match is_word(file.code.get(head + 2), "pub") {
            true => after_visibility(&file.code, head + 2),
            false => head + 2,
        };
        let is_file = is_word(file.code.get(at), "mod")
            && file.code.get(at + 2).is_some_and(|token| is_punct(token, ';'));
        is_file.then(|| own.join(file.code[at + 1].to_string()).to_string_lossy().into_owned())
    });
    names.collect()
}

/// The index after `pub` or `pub(…)`.
pub(crate) fn after_visibility(tokens: &[TokenTree], at: usize) -> usize {
    match tokens.get(at + 1) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => at + 2,
        _ => at + 1,
    }
}

/// Collects the paths of `tokens` as seen from `module`, those of modules inside of it too.
pub(crate) fn collect_paths(tokens: &[TokenTree], module: &[String], paths: &mut Vec<Vec<String>>) {
    let mut at = 0;
    while at < tokens.len() {
        if is_word(tokens.get(at), "mod")
            && let Some(inside) = braced(tokens.get(at + 2))
        {
            let inner: Vec<String> =
                module.iter().cloned().chain([tokens[at + 1].to_string()]).collect();
            collect_paths(&inside, &inner, paths);
            at += 3;
            continue;
        }
        let begins = ["crate", "super", "self"].iter().any(|word| is_word(tokens.get(at), word));
        let goes_on = at > 1 && is_punct(&tokens[at - 1], ':') && is_punct(&tokens[at - 2], ':');
        if begins && !goes_on {
            let mut found = Vec::new();
            expand(&tokens[at..], &[], &mut found);
            paths.extend(found.iter().filter_map(|path| absolute(path, module)));
        }
        if let TokenTree::Group(group) = &tokens[at] {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            collect_paths(&inside, module, paths);
        }
        at += 1;
    }
}

/// The paths of the use tree, or the one path, with which `tokens` begin.
pub(crate) fn expand(tokens: &[TokenTree], before: &[String], paths: &mut Vec<Vec<String>>) {
    let mut path = before.to_vec();
    let mut at = 0;
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(name)) => path.push(name.to_string()),
            Some(token) if is_punct(token, '*') => path.push("*".into()),
            other => {
                let Some(group) = braced(other) else { break };
                for branch in group.split(|token| is_punct(token, ',')) {
                    if !branch.is_empty() {
                        expand(branch, &path, paths);
                    }
                }
                return;
            }
        }
        let colons = tokens.get(at + 1).zip(tokens.get(at + 2));
        if !colons.is_some_and(|(a, b)| is_punct(a, ':') && is_punct(b, ':')) {
            break;
        }
        at += 3;
    }
    paths.push(path);
}

/// A path from the root of the crate; `None` for one that begins with a name.
pub(crate) fn absolute(path: &[String], module: &[String]) -> Option<Vec<String>> {
    let (first, rest) = path.split_first()?;
    let mut from = match first.as_str() {
        "crate" => Vec::new(),
        "self" => module.to_vec(),
        "super" => module[..module.len().checked_sub(1)?].to_vec(),
        _ => return None,
    };
    let mut rest = rest;
    while let Some((next, after)) = rest.split_first().filter(|(next, _)| *next == "super") {
        let _ = next;
        from.pop()?;
        rest = after;
    }
    // A lone `crate`, as in `pub(crate)`, is no path.
    (!rest.is_empty()).then(|| from.into_iter().chain(rest.iter().cloned()).collect())
}

/// Tokens as words, without comments and the insides of literals.
pub(crate) fn words(tokens: &[TokenTree], words_of: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                words_of.push(format!("{:?}", group.delimiter()));
                words(&inside, words_of);
                words_of.push("end".into());
            }
            TokenTree::Literal(_) => words_of.push("literal".into()),
            other => words_of.push(other.to_string()),
        }
    }
}

/// Whether tokens hold those of `code` in a row.
pub(crate) fn holds(tokens: &[TokenTree], code: &str) -> bool {
    let stream: TokenStream = code.parse().expect("tokens");
    let (mut found, mut wanted) = (Vec::new(), Vec::new());
    words(tokens, &mut found);
    words(&stream.into_iter().collect::<Vec<_>>(), &mut wanted);
    found.windows(wanted.len()).any(|window| window == wanted)
}

/// The files of the library with the modules that they are.
pub(crate) struct Modules {
    files: Vec<File>,
    by_path: BTreeMap<Vec<String>, usize>,
    exports: Vec<BTreeMap<String, Vec<String>>>,
}

impl Modules {
    pub(crate) fn new(files: Vec<File>) -> Self {
        let by_path = files.iter().enumerate().map(|(file, of)| (of.module(), file)).collect();
        let exports = files.iter().map(File::exports).collect();
        Self { files, by_path, exports }
    }

    /// The file that defines what `path` names; `steps` re-exports are followed at most.
    pub(crate) fn file_of(&self, path: &[String], steps: usize) -> Option<usize> {
        let length = (0..=path.len()).rev().find(|&n| self.by_path.contains_key(&path[..n]))?;
        let file = self.by_path[&path[..length]];
        let next = path.get(length).and_then(|name| self.exports[file].get(name));
        match next {
            Some(target) if steps > 0 => {
                let target = [target.as_slice(), &path[length + 1..]].concat();
                self.file_of(&target, steps - 1)
            }
            _ => Some(file),
        }
    }

    /// The files that `file` names something of, in what ships; its re-exports aside.
    pub(crate) fn named_by(&self, file: usize) -> BTreeSet<usize> {
        let code = without_exports(&self.files[file].shipped);
        let module = self.files[file].module();
        let mut paths = self.files[file].paths(&code);
        let mut below = Vec::new();
        paths_below(&code, &mut below);
        let child = |path: &Vec<String>| [module.as_slice(), path].concat();
        let is_child =
            |path: &Vec<String>| self.by_path.contains_key(&child(path)[..module.len() + 1]);
        paths.extend(below.iter().filter(|path| is_child(path)).map(child));
        let found = paths.iter().filter_map(|path| self.file_of(path, 4));
        found.filter(|&other| other != file && other != self.by_path[&Vec::new()]).collect()
    }

    /// The sets of files that name one another round in a ring, by their paths.
    pub(crate) fn rings(&self) -> Vec<Vec<&str>> {
        let n = self.files.len();
        let named: Vec<BTreeSet<usize>> = (0..n).map(|file| self.named_by(file)).collect();
        let reached: Vec<BTreeSet<usize>> = (0..n).map(|file| reach(file, &named)).collect();
        let mut rings = Vec::new();
        for file in 0..n {
            let ring: Vec<usize> = (0..n)
                .filter(|&o| reached[file].contains(&o) && reached[o].contains(&file))
                .collect();
            if ring.first() == Some(&file) && ring.len() > 1 {
                rings.push(ring.iter().map(|&file| self.files[file].path.as_str()).collect());
            }
        }
        rings
    }
}

/// All files that can be come to from `start`.
pub(crate) fn reach(start: usize, named: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(file) = open.pop() {
        open.extend(named[file].iter().filter(|&&other| reached.insert(other)));
    }
    reached
}

/// Tokens without `pub use …;`: a re-export uses nothing.
pub(crate) fn without_exports(tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let after = after_visibility(tokens, at);
        if is_word(tokens.get(at), "pub") && is_word(tokens.get(after), "use") {
            let end = tokens[at..].iter().position(|token| is_punct(token, ';'));
            at += end.map_or(1, |end| end + 1);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Every path of tokens that begins with a name: it may be that of a child.
pub(crate) fn paths_below(tokens: &[TokenTree], paths: &mut Vec<Vec<String>>) {
    for (at, token) in tokens.iter().enumerate() {
        let goes_on = at > 0 && is_punct(&tokens[at - 1], ':');
        match token {
            TokenTree::Group(group) => {
                paths_below(&group.stream().into_iter().collect::<Vec<_>>(), paths);
            }
            TokenTree::Ident(_) if !goes_on => {
                let mut found = Vec::new();
                expand(&tokens[at..], &[], &mut found);
                paths.extend(found.into_iter().filter(|path| path.len() > 1));
            }
            _ => {}
        }
    }
}
