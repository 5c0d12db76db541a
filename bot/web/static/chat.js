"use strict";

const ENDPOINT = "/webhooks/web/webhook";
const LINK = /(https:\/\/[^\s)]+|dichvucong\.gov\.vn(?:\/[\w\-/]*)?)/;
const WORDS = {
  welcome:
    "Chào anh/chị. Tôi là **trợ lý tự động** về thủ tục hành chính ở Cần Thơ.\n" +
    "Anh/chị hỏi tự nhiên, có dấu hay không dấu đều được, hoặc gửi mã hồ sơ để tra.",
  offline: "Chưa gửi được, có thể do mạng yếu. Câu hỏi vẫn còn, anh/chị bấm gửi lại.",
  busy: "Hệ thống đang bận, chưa có câu trả lời. Anh/chị bấm gửi lại sau ít giây.",
  many: "Anh/chị gửi hơi nhanh. Chờ ít giây rồi bấm gửi lại.",
  again: "Gửi lại",
  more: "Xem thêm",
};
const STARTERS = [
  "Làm khai sinh cần giấy tờ gì",
  "Phí đăng ký kết hôn bao nhiêu",
  "Đăng ký tạm trú mấy ngày có",
  "Tra cứu hồ sơ",
];

const log = document.getElementById("log");
const form = document.getElementById("form");
const field = document.getElementById("message");
const send = document.getElementById("send");
const typing = document.getElementById("typing");
const scroller = document.querySelector("main");
let busy = false;

function remembered(key, make) {
  try {
    let value = sessionStorage.getItem(key);
    if (value === null && make) {
      value = make();
      sessionStorage.setItem(key, value);
    }
    return value;
  } catch {
    return make ? make() : null; // storage is off: this page view only
  }
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

let sender = remembered("sender", randomId);
let history = [];

function remember(entry) {
  history.push(entry);
  history = history.slice(-60);
  try {
    sessionStorage.setItem("history", JSON.stringify(history));
  } catch {
    // storage is off or full: the page works on, only a reload forgets
  }
}

function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

function linked(text) {
  return text.split(LINK).map((part, index) => {
    if (index % 2 === 0) return part;
    const anchor = element("a", "", part);
    anchor.href = part.startsWith("https://") ? part : `https://${part}`;
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
    return anchor;
  });
}

function marked(text) {
  return text
    .split("**")
    .flatMap((part, index) => (index % 2 ? [element("strong", "", part)] : linked(part)));
}

function paragraphs(text) {
  const nodes = [];
  text.split("\n").forEach((line, index) => {
    if (line.startsWith("Nguồn:")) {
      nodes.push(element("span", "source", ...marked(line)));
    } else if (line.startsWith("⚠")) {
      if (index) nodes.push("\n");
      nodes.push(element("span", "caveat", ...marked(line)));
    } else {
      if (index) nodes.push("\n");
      nodes.push(...marked(line));
    }
  });
  return nodes;
}

function show(item) {
  log.append(item);
  scroller.scrollTop = scroller.scrollHeight;
}

function showFromTheQuestion() {
  // reading starts at an answer's first line, which a long answer would push out of sight
  const question = [...log.querySelectorAll(".me")].at(-1);
  if (!question) return; // the conversation was erased
  const hidden = question.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += hidden - 8;
}

function showMine(text) {
  show(element("li", "me", element("div", "bubble", text)));
}

function closeChoices() {
  for (const button of log.querySelectorAll(".choices button")) button.disabled = true;
}

function choices(buttons) {
  const box = element("div", "choices");
  for (const { title, payload } of buttons) {
    const button = element("button", "", title);
    button.type = "button";
    button.addEventListener("click", () => ask(title, payload));
    box.append(button);
  }
  return box;
}

function showReply(reply) {
  const bubble = element("div", "bubble", ...paragraphs(reply.text));
  if (reply.more) {
    bubble.append(
      element("details", "", element("summary", "", WORDS.more), ...paragraphs(reply.more)),
    );
  }
  const item = element("li", "bot", bubble);
  if (reply.buttons && reply.buttons.length) item.append(choices(reply.buttons));
  show(item);
}

function showProblem(words, retry) {
  const again = element("button", "retry", WORDS.again);
  again.type = "button";
  const item = element("li", "bot error", element("div", "bubble", words), again);
  again.addEventListener("click", () => {
    item.remove();
    retry();
  });
  show(item);
  again.focus();
}

function setBusy(value) {
  busy = value;
  typing.hidden = !value;
  send.disabled = value;
  if (value) scroller.scrollTop = scroller.scrollHeight;
}

async function deliver(message, messageId) {
  setBusy(true);
  try {
    const response = await fetch(ENDPOINT, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sender, message, message_id: messageId }),
      signal: AbortSignal.timeout(30000),
    });
    if (!response.ok) {
      const words = response.status === 429 ? WORDS.many : WORDS.busy;
      showProblem(words, () => deliver(message, messageId));
      return;
    }
    const replies = await response.json();
    if (replies.some((reply) => reply.forget)) forget();
    for (const reply of replies) {
      remember({ bot: reply });
      showReply(reply);
    }
    setBusy(false);
    showFromTheQuestion();
    focusField();
  } catch {
    // the same id again: what was stored before is answered once
    showProblem(WORDS.offline, () => deliver(message, messageId));
  } finally {
    setBusy(false);
  }
}

function ask(text, payload) {
  if (busy || !text.trim()) return;
  closeChoices();
  showMine(text.trim());
  remember({ me: text.trim() });
  deliver(payload || text.trim(), randomId());
}

function focusField() {
  // on a phone this would open the keyboard over the answer
  if (matchMedia("(pointer: fine)").matches) field.focus({ preventScroll: true });
}

function fitField() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 3}px`;
}

function forget() {
  history = [];
  sender = randomId();
  try {
    sessionStorage.setItem("sender", sender);
    sessionStorage.removeItem("history");
  } catch {
    // nothing was remembered
  }
  log.replaceChildren();
}

function welcome() {
  showReply({ text: WORDS.welcome });
  const box = element("div", "choices");
  for (const words of STARTERS) {
    const button = element("button", "", words);
    button.type = "button";
    button.addEventListener("click", () => ask(words));
    box.append(button);
  }
  log.lastElementChild.append(box);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (busy) return;
  const text = field.value;
  field.value = "";
  fitField();
  ask(text);
});

field.addEventListener("input", fitField);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

document.getElementById("restart").addEventListener("click", () => {
  if (busy) return;
  forget();
  welcome();
  focusField();
});

document.getElementById("larger").addEventListener("click", (event) => {
  const large = document.documentElement.classList.toggle("large");
  event.currentTarget.setAttribute("aria-pressed", String(large));
});

welcome();
try {
  for (const entry of JSON.parse(remembered("history") || "[]")) {
    if (entry.me) showMine(entry.me);
    else showReply(entry.bot);
    history.push(entry);
  }
} catch {
  history = []; // unreadable: begin anew
}
if (history.length) {
  const last = log.lastElementChild;
  closeChoices();
  for (const button of last.querySelectorAll(".choices button")) button.disabled = false;
}
focusField();
