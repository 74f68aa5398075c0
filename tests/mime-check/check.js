// Reads the mails of a folder with nodemailer's mailparser and compares them with what they must be. Usage: node check.js FOLDER
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { simpleParser } = require('mailparser');

const lines = text => text.replace(/\r\n/g, '\n').replace(/\n+$/, '');

async function check(file) {
  const problems = [];
  const same = (what, found, wanted) => {
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      problems.push(`${path.basename(file)}: ${what}: ${JSON.stringify(found)?.slice(0, 200)} is not ${JSON.stringify(wanted)?.slice(0, 200)}`);
    }
  };
  const expected = JSON.parse(fs.readFileSync(file.replace(/\.eml$/, '.json'), 'utf8'));
  const mail = await simpleParser(fs.readFileSync(file), { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  same('subject', mail.subject, expected.subject);
  same('from', mail.from.value.map(a => a.address), [expected.from]);
  same('to', mail.to.value.map(a => a.address), [expected.to]);
  same('reply-to', mail.replyTo.value.map(a => a.address), [expected.replyTo]);
  same('date', Number.isNaN(mail.date.getTime()), false);
  same('text', lines(mail.text), lines(expected.text));
  same('html', expected.html === null ? mail.html : lines(mail.html), expected.html === null ? false : lines(expected.html));
  const files = mail.attachments.filter(a => a.contentDisposition === 'attachment');
  same('files', files.map(a => [a.contentType, a.filename, a.content.toString('utf8')]), expected.attached === null ? [] : [[expected.attached.type, expected.attached.name, expected.attached.text]]);
  same('pictures', mail.attachments.filter(a => !files.includes(a)).map(a => [a.contentType, a.cid, a.size, a.related]), expected.images.map(i => ['image/png', i.cid, i.bytes, true]));
  for (const image of expected.images) {
    same(`place of ${image.cid}`, mail.html.includes(`cid:${image.cid}`), true);
  }
  return problems;
}

(async () => {
  const folder = process.argv[2];
  const mails = fs.readdirSync(folder).filter(name => name.endsWith('.eml')).sort();
  const problems = (await Promise.all(mails.map(name => check(path.join(folder, name))))).flat();
  problems.forEach(problem => console.log(problem));
  console.log(`mailparser: ${mails.length} mails, ${problems.length} differences`);
  process.exit(problems.length > 0 || mails.length === 0 ? 1 : 0);
})();
