"""Reads the mails of a folder with Python's own parser and compares them with what they must be. Usage: check.py FOLDER"""
import email
import email.policy
import glob
import json
import os
import sys

folder = sys.argv[1]
problems = []
mails = sorted(glob.glob(os.path.join(folder, "*.eml")))
for path in mails:
    with open(path, "rb") as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    with open(path[:-4] + ".json", encoding="utf-8") as file:
        expected = json.load(file)

    def same(what, found, wanted):
        if found != wanted:
            problems.append(f"{os.path.basename(path)}: {what}: {found!r:.200} is not {wanted!r:.200}")

    def lines(text):
        return text.replace("\r\n", "\n").rstrip("\n")

    same("defects", [str(d) for part in mail.walk() for d in part.defects], [])
    for name in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Reply-To"):
        same(f"number of {name}", len(mail.get_all(name, [])), 1)
        same(f"defects of {name}", [str(d) for d in getattr(mail[name], "defects", ())], [])
    same("Subject", mail["Subject"], expected["subject"])
    same("From", [a.addr_spec for a in mail["From"].addresses], [expected["from"]])
    same("To", [a.addr_spec for a in mail["To"].addresses], [expected["to"]])
    same("Reply-To", [a.addr_spec for a in mail["Reply-To"].addresses], [expected["replyTo"]])
    same("Auto-Submitted", mail["Auto-Submitted"], "auto-generated")
    same("one-click", "List-Unsubscribe-Post" in mail, "https://" in str(mail.get("List-Unsubscribe", "")))

    kinds = [part.get_content_type() for part in mail.walk()]
    images = expected["images"]
    if expected["html"] is None:
        wanted = ["text/plain"]
    elif images:
        wanted = ["multipart/alternative", "text/plain", "multipart/related", "text/html"] + ["image/png"] * len(images)
    else:
        wanted = ["multipart/alternative", "text/plain", "text/html"]
    attached = expected["attached"]
    if attached is not None:
        wanted = ["multipart/mixed"] + wanted + [attached["type"]]
    same("parts", kinds, wanted)
    files = list(mail.iter_attachments()) if mail.is_multipart() and attached is not None else []
    same("files", [(f.get_filename(), f.get_content_disposition(), f.get_content_charset()) for f in files], [(attached["name"], "attachment", "utf-8")] if attached else [])
    same("content of files", [f.get_content().replace("\r\n", "\n") for f in files], [attached["text"].replace("\r\n", "\n")] if attached else [])

    same("text", lines(mail.get_body(("plain",)).get_content()), lines(expected["text"]))
    if expected["html"] is not None:
        same("html", lines(mail.get_body(("html",)).get_content()), lines(expected["html"]))
    pictures = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    same("content ids", [p["Content-ID"] for p in pictures], [f"<{i['cid']}>" for i in images])
    same("bytes of pictures", [len(p.get_content()) for p in pictures], [i["bytes"] for i in images])

for problem in problems:
    print(problem)
print(f"python email: {len(mails)} mails, {len(problems)} differences")
sys.exit(1 if problems or not mails else 0)
