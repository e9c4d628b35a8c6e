use sayswho::matching::{features::*, softmax::*, tokens::*};
use std::collections::HashMap;
fn read(p: &str) -> Vec<(String, String)> {
    std::fs::read_to_string(p).unwrap().lines().filter_map(|l| l.split_once('\t').map(|(a, b)| (a.to_string(), b.to_string()))).collect()
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let get = |k: &str, d: f32| -> f32 { a.iter().find_map(|x| x.strip_prefix(&format!("{k}="))).map_or(d, |v| v.parse().unwrap()) };
    let mut train = read(&a[1]);
    let lab = get("lab", 0.0); let n0 = train.len();
    if lab > 0.0 { let mut ls: Vec<String> = train.iter().map(|x| x.1.clone()).collect(); ls.sort(); ls.dedup(); for l in ls { train.push((l.replace('_', " "), l)); } }
    let test = read(&a[2]);
    let st = Stemmers::default();
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (_, l) in &train { let n = ids.len(); ids.entry(l).or_insert(n); }
    let k = ids.len();
    let t0 = std::time::Instant::now();
    let raws: Vec<Raw> = train.iter().map(|(t, _)| extract(&st.tokens(t), &[])).collect();
    let space = Space::fit(train.iter().map(|(_, l)| ids[l.as_str()]).zip(&raws), k, get("least", 1.0) as u32, [get("w", 1.0), get("c", 1.0), get("p",1.0)]);
    let vecs: Vec<Sparse> = raws.iter().map(|r| space.vector(r)).collect();
    let rows: Vec<Row> = vecs.iter().zip(&train).enumerate().map(|(i, (v, (_, l)))| Row { vector: v, class: ids[l.as_str()], weight: if i < n0 { 1.0 } else { lab } }).collect();
    let t1 = std::time::Instant::now();
    let m = Softmax::train(&rows, space.len(), k, Training { epochs: get("ep", 8.0) as usize, step: get("step", 0.3), decay: get("decay", 0.0), skip: get("skip", 0.0) });
    let t2 = std::time::Instant::now();
    let (mut ok, mut n) = (0, 0);
    let (mut ins, mut outs) = (vec![], vec![]);
    for (t, l) in &test {
        let v = space.vector(&extract(&st.tokens(t), &[]));
        let p = m.probabilities(&v);
        let best = (0..k).max_by(|a, b| p[*a].total_cmp(&p[*b])).unwrap();
        let alts: Vec<usize> = l.split('|').filter_map(|l| ids.get(l).copied()).collect(); if !alts.is_empty() { n += 1; ok += alts.contains(&best) as i32; ins.push(p[best]); } else { outs.push(p[best]); }
    }
    let t3 = std::time::Instant::now();
    let mut w = 0.0f64;
    for i in &ins { for o in &outs { w += if i > o { 1.0 } else if i == o { 0.5 } else { 0.0 }; } }
    println!("acc {:.2} n {} auroc {:.4} feats {} weights {} prep {:?} train {:?} query {:?}", 100.0 * ok as f32 / n as f32, n, w / (ins.len() * outs.len()).max(1) as f64, space.len(), m.len(), t1 - t0, t2 - t1, (t3 - t2) / test.len() as u32);
}
