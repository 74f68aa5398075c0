using System.CommandLine;
using System.Text.Json;
using Watcher.Worker.Doctor;

namespace Watcher.Worker.Cli;

/// <summary>Looks for what is wrong in the installation and says how to fix it. Changes nothing, sends no mail.</summary>
internal static class DoctorVerb
{
    /// <summary>Of the longest name of a check.</summary>
    private const int NameWidth = 13;

    public static Command Build()
    {
        var dns = new Option<bool>("--dns") { Description = "Ask for SPF, DKIM and DMARC of the From domain." };
        var smtp = new Option<bool>("--smtp") { Description = "Ask the relay, as far as AUTH." };
        var online = new Option<bool>("--online") { Description = "Fetch every feed once; compare clocks." };
        var command = new Command("doctor", "Looks for what is wrong in the installation and says how to fix it.") { dns, smtp, online };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var of = Examination.Of(Settings.Read(parsed));
            var (output, isJson) = (parsed.InvocationConfiguration.Output, parsed.GetValue(GlobalOptions.Json));
            var found = new List<Diagnosis>();
            await foreach (var diagnosis in ExamineAsync(of, parsed.GetValue(dns), parsed.GetValue(smtp), parsed.GetValue(online), cancellationToken))
            {
                found.Add(diagnosis);
                if (!isJson)
                {
                    Print(diagnosis, Terminal.Of(parsed));
                }
            }

            var isWell = found.All(d => d.Health != Health.Fail);
            if (isJson)
            {
                var document = new
                {
                    schema = "watcher.doctor/1",
                    ok = isWell,
                    checks = found.Select(d => new { name = d.Name, state = d.Health, message = d.Message, fix = d.Fix }),
                };
                output.WriteLine(JsonSerializer.Serialize(document, JsonText.Indented));
            }

            return isWell ? ExitCodes.Done : ExitCodes.ProblemsFound;
        });
        return command;
    }

    /// <summary>In the order in which a fault in one explains a fault in the next.</summary>
    private static async IAsyncEnumerable<Diagnosis> ExamineAsync(
        Examination of, bool dns, bool smtp, bool online, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return ConfigurationChecks.Configuration(of);
        yield return ConfigurationChecks.Rules(of);
        yield return HostChecks.Globalisation(of);
        yield return HostChecks.Folders(of);
        yield return HostChecks.Disk(of);
        yield return await StoreChecks.StoreAsync(of, cancellationToken);
        yield return StoreChecks.Instance(of);
        yield return HostChecks.Proxy(Environment.GetEnvironmentVariable);
        if (online)
        {
            var network = await NetworkChecks.FetchAsync(of, cancellationToken);
            yield return await network.NamesAsync(cancellationToken);
            yield return network.Answers();
            yield return network.Clock();
        }

        yield return await StoreChecks.FeedsAsync(of, cancellationToken);
        yield return await MailChecks.SmtpAsync(of, smtp, cancellationToken);
        if (dns)
        {
            yield return await MailChecks.SenderAsync(of, TxtLookup.OfTheHost(), cancellationToken);
        }

        yield return await StoreChecks.OutboxAsync(of, cancellationToken);
        yield return HostChecks.Web(of);
    }

    /// <summary>Row by row, as the checks come in: some of them wait for a server.</summary>
    internal static void Print(Diagnosis diagnosis, Terminal terminal)
    {
        var state = new Cell(ClaimDocument.Word(diagnosis.Health).PadRight("fail".Length), diagnosis.Health switch { Health.Ok => Tone.Good, Health.Warn => Tone.Careful, _ => Tone.Bad });
        var row = new TerminalTable(new Column("STATE"), new Column("CHECK"), new Column("MESSAGE", MayWrap: true));
        row.Add(state, diagnosis.Name.PadRight(NameWidth), diagnosis.Message);
        terminal.Rows(row);
        if (diagnosis.Fix is not null)
        {
            terminal.Line($"      fix: {diagnosis.Fix}");
        }
    }
}
