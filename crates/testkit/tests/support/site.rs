//! A site of a few lines, so that the tools are tested without the product.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// What came in: the first line, the headers in lower case, the body.
#[derive(Debug)]
pub struct Request {
    pub line: String,
    pub headers: String,
    pub body: String,
}

pub type Respond = fn(&Request) -> String;

/// Serves until the test process ends; gives the address.
pub fn serve(respond: Respond) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let respond = Arc::new(respond);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let respond = Arc::clone(&respond);
            thread::spawn(move || answer(stream, *respond));
        }
    });
    address
}

/// A response with a body; `head` is the status line and headers, by line.
pub fn response(head: &str, body: &str) -> String {
    let head = head.trim().lines().map(|line| format!("{}\r\n", line.trim())).collect::<String>();
    format!("HTTP/1.1 {head}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

/// A browser opens connections in advance that never say anything; they end with it.
fn answer(stream: TcpStream, respond: Respond) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let mut headers = String::new();
    while reader.read_line(&mut headers).ok()? > 2 {}
    let headers = headers.replace("\r\n", "\n");
    let length = headers.lines().find_map(|header| header.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8_lossy(&body).into_owned();
    let request = Request { line: line.trim().to_owned(), headers: lower_names(&headers), body };
    (&stream).write_all(respond(&request).as_bytes()).ok()
}

fn lower_names(headers: &str) -> String {
    let lines = headers.lines().map(|line| match line.split_once(": ") {
        Some((name, value)) => format!("{}: {value}\n", name.to_lowercase()),
        None => String::new(),
    });
    lines.collect()
}
