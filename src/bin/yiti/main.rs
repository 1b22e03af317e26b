//! dev
fn main() {
    let inputs: Vec<std::path::PathBuf> = std::env::args().skip(2).filter(|a| !a.starts_with("--") && a != "json"&& a != "10").map(Into::into).collect();
    let config = yiti::config::Config::default();
    let lists = config.lists().expect("lists");
    let sources = yiti::pages::read(&inputs).expect("read");
    let meetings = yiti::pipeline::split(&sources, &config).expect("split");
    let cmd = std::env::args().nth(1).expect("cmd");
    if cmd == "md" { for m in &meetings { print!("{}", m.to_markdown()); } return; }
    if cmd != "split" {
        let a = yiti::pipeline::analyse(&meetings, &config, &lists).expect("analyse");
        println!("{}", serde_json::to_string(&a).expect("json"));
        return;
    }
    let v: Vec<serde_json::Value> = meetings.iter().map(|m| { let mut v = serde_json::to_value(m).expect("json"); for (k,x) in serde_json::to_value(&m.meeting).expect("j").as_object().expect("o") { v[k]=x.clone(); } v }).collect();
    println!("{}", serde_json::json!({"schema":1,"meetings":v}));
}
