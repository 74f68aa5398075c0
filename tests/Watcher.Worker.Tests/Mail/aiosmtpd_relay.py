"""A relay made of python3-aiosmtpd for AiosmtpdTests.cs: takes mail, writes each message to a folder, says its port on stdout.

usage: aiosmtpd_relay.py FOLDER CERTIFICATE KEY starttls|tls
"""
import asyncio
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

folder, certificate, key, mode = sys.argv[1:5]
counter = 0


class Folder:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        global counter
        counter += 1
        (pathlib.Path(folder) / f"{counter:03}.eml").write_bytes(envelope.original_content)
        return f"250 2.0.0 queued as {counter}"


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"watcher", b"s3cret")
    return AuthResult(success=good, handled=False if not good else True)


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)

    def factory():
        return SMTP(
            Folder(), hostname="localhost", tls_context=context if mode == "starttls" else None, require_starttls=mode == "starttls",
            authenticator=authenticate, auth_required=True, auth_require_tls=mode == "starttls", data_size_limit=200_000)

    server = await asyncio.get_running_loop().create_server(
        factory, host="127.0.0.1", port=0, ssl=context if mode == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)   # the test closes stdin when it is done


asyncio.run(main())
