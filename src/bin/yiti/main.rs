//! dev
fn main() {
    use yiti::{*, tokens::*, terms::*, themes::*};
    let inputs: Vec<std::path::PathBuf> = std::env::args().skip(2).filter(|a| !a.starts_with("--") && a != "json").map(Into::into).collect();
    let sources = yiti::pages::read(&inputs).expect("read");
    let mut meetings = Vec::new();
    for s in &sources { meetings.extend(yiti::transcript::transcripts(s, Default::default()).expect("t")); }
    let cmd = std::env::args().nth(1).expect("cmd");
    if cmd == "md" { for m in &meetings { print!("{}", m.to_markdown()); } return; }
    if cmd == "groups" {
        let seg = Segmenter::new(&Dictionary::built_in(), true);
        for t in &meetings {
            let t0 = std::time::Instant::now();
            let corpus = corpus::Corpus::by_speech(t);
            let tokens = Tokens::segment(&corpus, &seg);
            let stop = Stopwords::built_in();
            let f = Features::new(&tokens, &stop, Some(&seg));
            let counts = TermCounts::count(&tokens, &f);
            let tf = TfIdf::fit(&counts, &Default::default());
            let w = tf.transform(&counts);
            eprintln!("{:?}", t0.elapsed());
            let g = group::Groups::of(&w.cosines(), None);
            let names: Vec<&str> = t.speeches.iter().map(|s| s.region.as_deref().unwrap_or(&s.speaker)).collect();
            for k in 0..g.count() { println!("{:?}", (0..names.len()).filter(|&i| g.labels[i]==k).map(|i| names[i]).collect::<Vec<_>>()); }
            if std::env::var("PAIR").is_ok() {
                let pr = std::env::var("PAIR").expect("p"); let (x,y) = pr.split_once(',').expect("p");
                let ix = names.iter().position(|n| *n==x).expect("x"); let iy = names.iter().position(|n| *n==y).expect("y");
                let m = w.matrix(); let (rx, ry) = (m.outer_view(ix).expect("r"), m.outer_view(iy).expect("r"));
                let mut v: Vec<(f64,&str)> = rx.iter().filter_map(|(c,a)| ry.get(c).map(|b| (a*b, f.terms()[c].as_str()))).collect();
                v.sort_by(|a,b| b.0.total_cmp(&a.0));
                for (a,b) in v.iter().take(60) { print!("{b} {a:.4} "); } println!();
            }
            let tg = stability::together(&tokens, &f, &Default::default(), (200, 42, None));
            eprintln!("{:?} sil {:?}", t0.elapsed(), g.silhouette());
            let mut pairs: Vec<(f64, f64, &str, &str)> = vec![];
            for a in 0..names.len() { for b in a+1..names.len() { pairs.push((tg[[a,b]], g.similarity[[a,b]], names[a], names[b])); } }
            pairs.sort_by(|x,y| y.0.total_cmp(&x.0)); for p in pairs.iter().take(12) { println!("{p:?}"); }
        }
        return;
    }
    let v: Vec<serde_json::Value> = meetings.iter().map(|m| { let mut v = serde_json::to_value(m).expect("json"); for (k,x) in serde_json::to_value(&m.meeting).expect("j").as_object().expect("o") { v[k]=x.clone(); } v }).collect();
    println!("{}", serde_json::json!({"schema":1,"meetings":v}));
}
