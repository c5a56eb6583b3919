use tierwise_exchange::export::*; use tierwise_i18n::Language; use std::io::BufWriter; use std::fs::File;
fn main(){
 let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
 let dir = std::env::args().nth(2).unwrap();
 let d="2017-03-01".parse::<tierwise_core::Day>().unwrap();
 let names=["Åsa","Björn","Carl","Doris"]; let skills=["Developing Microsoft Azure Solutions","Implementing a Data Warehouse with Microsoft SQL Server 2014","Managing Office 365 Identities and Requirements"];
 for lang in [Language::English, Language::Swedish] {
 let t=std::time::Instant::now();
 let mut x=XlsxReport::new(lang,d).unwrap();
 let mut c=CsvReport::new(BufWriter::new(File::create(format!("{dir}/speed-{lang}.csv")).unwrap())).unwrap();
 let mut ct=std::time::Duration::ZERO;
 for i in 0..n { let e=format!("person{i}@contoso.example.com"); let m=format!("{:010}",i*7919%1000003);
  let r=SkillsRow{first_name:names[i%4],last_name:"Andersson-Lindqvist",email:&e,mcid:&m,skill_type:"Exam",skill:skills[i%3],code:"70-532",completed:Some(d.plus_days((i%900) as i32)),expires:if i%3==0{None}else{Some(d.plus_months(24))},status:if i%5==0{"Counts"}else{"Does not count: expired 2019-03-01"},associated_in_pmc:i%2==0,associated_in_pc:true,relevant:"Cloud Platform (Azure); Application Development (Option 2); Data Platform (Core)",counted_for:if i%5==0{"Cloud Platform (Azure): gold seat 2"}else{""},location:"Malmö"};
  x.row(&r).unwrap(); let s=std::time::Instant::now(); c.row(&r).unwrap(); ct+=s.elapsed(); }
 c.finish().unwrap();
 let rows=t.elapsed()-ct;
 x.add_table(Table{name:"Summary".into(),headers:["Competency","Level","Points","Attained until","What is missing"].map(String::from).into(),widths:vec![34.0,12.0,12.0,16.0,70.0],rows:(0..12).map(|i|vec![Cell::Text(format!("Competency {i}")),Cell::Text("Gold".into()),Cell::Number(f64::from(i)*20.0/3.0),if i%2==0{Cell::Day(d)}else{Cell::Blank},Cell::Text("Two more people with the exam 70-533, and one with the exam 70-534, by the anniversary; four renew before that day".into())]),notes:vec!["The programme is not in force on this day; the nearest edition applies.".into()]}).unwrap();
 x.add_explanation().unwrap();
 x.finish(BufWriter::new(File::create(format!("{dir}/speed-{lang}.xlsx")).unwrap())).unwrap();
 eprintln!("{lang} xlsx rows {rows:?} total {:?} csv {ct:?}", t.elapsed()-ct);
 }}
