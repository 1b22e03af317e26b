//! dev
fn main() {
    let inputs: Vec<std::path::PathBuf> = std::env::args().skip(2).filter(|a| !a.starts_with("--") && a != "json").map(Into::into).collect();
    let sources = yiti::pages::read(&inputs).expect("read");
    let mut meetings = Vec::new();
    for s in &sources { meetings.extend(yiti::transcript::transcripts(s, Default::default()).expect("t")); }
    if std::env::args().nth(1).as_deref() == Some("md") { for m in &meetings { print!("{}", m.to_markdown()); } return; }
    let v: Vec<serde_json::Value> = meetings.iter().map(|m| { let mut v = serde_json::to_value(m).expect("json"); for (k,x) in serde_json::to_value(&m.meeting).expect("j").as_object().expect("o") { v[k]=x.clone(); } v }).collect();
    println!("{}", serde_json::json!({"schema":1,"meetings":v}));
}
