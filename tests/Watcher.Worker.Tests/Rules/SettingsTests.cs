using System.Diagnostics;
using Watcher.Worker.Options;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Rules;

/// <summary>Settings: every problem at once with its place, secrets from files, the order of what overrides what.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> Broken => new()
    {
        { "unknown key", """{ "Smtp": { "Hots": "x" } }""", "appsettings.json:1:13: error W119 unknown setting Smtp:Hots; did you mean 'Host'?" },
        { "unknown section", """{ "Stmp": { "Host": "x" } }""", "appsettings.json:1:3: error W119 unknown section Stmp; did you mean 'Smtp'?" },
        { "value not in the list", """{ "Mail": { "Transport": "sendmail" } }""", "appsettings.json:1:13: error W119 Mail:Transport can be pickup, smtp or mailkit" },
        { "word for a number", """{ "Smtp": { "Port": "submission" } }""", "appsettings.json:1:13: error W119 Smtp:Port 'submission' is no number" },
        { "number out of range", """{ "Smtp": { "Port": 70000 } }""", "appsettings.json:1:13: error W119 The field Port must be between 1 and 65535." },
        { "word for a truth", """{ "Web": { "Enabled": "sure" } }""", "appsettings.json:1:12: error W119 Web:Enabled 'sure' is neither true nor false" },
        { "word for a duration", """{ "Watcher": { "WatchConfigEvery": "often" } }""", "appsettings.json:1:16: error W119 Watcher:WatchConfigEvery 'often' is no duration (00:00:30 or 30s)" },
        { "proxy by name", """{ "Web": { "KnownProxies": ["10.0.0.7", "proxy"] } }""", "appsettings.json:1:41: error W119 KnownProxies holds 'proxy', which is no IP address" },
        { "value and file", """{ "Smtp": { "PasswordFile": "/nonexistent", "Password": "hunter2" } }""", "environment Smtp__Password:1:1: error W120 Smtp:Password and Smtp:PasswordFile are both set; keep one of Smtp__Password and Smtp__PasswordFile" },
        { "no such file", """{ "Database": { "PasswordFile": "/nonexistent" } }""", "environment Database__PasswordFile:1:1: error W121 the secret file /nonexistent of Database:PasswordFile cannot be read" },
        { "secret in the file", """{ "Smtp": { "Password": "hunter2" } }""", "appsettings.json:1:13: warning W014 Smtp:Password stands in a file that is no secret; use Smtp__PasswordFile" },
        { "not JSON", "{ \"Smtp\": {\n  \"Host\": oops } }", "appsettings.json:2:11: error W002 not JSON" },
        { "an array's item is known, a deeper key is not", """{ "Http": { "AllowedPrivateHosts": [ "a:1" ], "UserAgent": { "Name": "x" } } }""", "appsettings.json:1:62: error W119 unknown setting Http:UserAgent:Name" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_BrokenFile_SaysWhatAndWhere(string name, string json, string headline)
    {
        _ = name;
        var problems = Read(json).Problems;

        Assert.Contains(problems, p => p.Headline.StartsWith(headline, StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", string.Join('\n', problems), StringComparison.Ordinal);
    }

    /// <summary>What is copied from a document or a compose file must be a setting that exists.</summary>
    [Fact]
    public void Documents_NameSettingsThatExist()
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md"), .. Directory.EnumerateFiles(Checkout.Root, "compose*.yaml"),
            Path.Combine(Checkout.Root, "README.md"), Path.Combine(Checkout.Root, "Dockerfile"), Path.Combine(Checkout.Config, "README.md"),
        ];
        var named = files.SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), @"\b(?:Watcher|Database|Mail|Smtp|Http|Web|Quartz)(?:__\w+|:[A-Z]\w+)")
            .Select(match => (File: Path.GetFileName(file), Key: match.Value.Replace("__", ":", StringComparison.Ordinal)))).Distinct().ToList();

        Assert.True(named.Count > 30, $"{named.Count} settings named");
        Assert.Empty(named.Where(n => SettingsSections.PropertyOf(n.Key) is null));
    }

    /// <summary>A compose file is only tried where Docker is; at least it is YAML and names secrets and volumes that it declares.</summary>
    [Theory]
    [InlineData("compose.yaml", 2)]
    [InlineData("compose.postgresql.yaml", 3)]
    public void Compose_OfEachKind_IsWholeAndClosed(string file, int services)
    {
        var text = Watcher.Worker.Rules.Checks.ConfigText.Parse(File.ReadAllText(Path.Combine(Checkout.Root, file)), file);
        YamlDotNet.RepresentationModel.YamlMappingNode Map(YamlDotNet.RepresentationModel.YamlNode node, string key) => (YamlDotNet.RepresentationModel.YamlMappingNode)node[key];
        HashSet<string> Names(string key) => text.Root!.Children.ContainsKey(key) ? [.. Map(text.Root, key).Children.Keys.Select(k => k.ToString())] : [];

        Assert.False(text.HasErrors, string.Join('\n', text.Problems));
        Assert.Equal(services, Names("services").Count);
        foreach (var (_, service) in Map(text.Root!, "services").Children)
        {
            var map = (YamlDotNet.RepresentationModel.YamlMappingNode)service;
            IEnumerable<string> Of(string key) => map.Children.TryGetValue(key, out var items) ? ((YamlDotNet.RepresentationModel.YamlSequenceNode)items).Select(i => i.ToString()) : [];

            Assert.Subset(Names("secrets"), Of("secrets").ToHashSet());
            Assert.Subset(Names("volumes"), Of("volumes").Select(v => v.Split(':')[0]).Where(v => !v.StartsWith('.')).ToHashSet());
            Assert.All(Of("ports"), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("""{ "Http": { "Proxy": "" } }""")]
    [InlineData("""{ "Http": { "Proxy": "environment" } }""")]
    [InlineData("""{ "Http": { "Proxy": "http://proxy.example:3128" } }""")]
    [InlineData("""{ "Web": { "PathBase": "/watcher", "KnownProxies": ["10.0.0.7", "::1"] }, "Quartz": { "CheckinInterval": "00:00:07.5" } }""")]
    public void Read_EveryFormOfAValue_IsTaken(string json) => Assert.Empty(Read(json).Problems);

    [Fact]
    public void Read_SeveralMistakes_AreAllReported() =>
        Assert.Equal(4, Read("""{ "Smtp": { "Hots": "x", "Port": 0 }, "Database": { "Provider": "oracle" }, "Quarz": {} }""").Problems.Count);

    [Fact]
    public void Read_DurationInEitherForm_MeansTheSame()
    {
        var settings = Read("""{ "Watcher": { "WatchConfigEvery": "90s" }, "Http": { "PerHostDelay": "00:00:02" } }""").Settings;

        Assert.Equal("00:01:30", settings["Watcher:WatchConfigEvery"]);
        Assert.Equal("00:00:02", settings["Http:PerHostDelay"]);
    }

    [Theory]
    [InlineData("geheim\n", "geheim")]
    [InlineData("geheim\r\n", "geheim")]
    [InlineData("two\nlines\n\n", "two\nlines\n")]
    [InlineData(" blanks stay ", " blanks stay ")]
    public void Secret_FromAFile_LosesOneLineBreak(string content, string secret)
    {
        var path = Path.Combine(_folder.Path, "secret");
        File.WriteAllText(path, content);

        var reading = Read($$"""{ "Smtp": { "PasswordFile": "{{path}}" } }""");

        Assert.Empty(reading.Problems);
        Assert.Equal(secret, reading.Settings["Smtp:Password"]);
        Assert.Equal($"file {path}", reading.Origins["Smtp:Password"]);
    }

    [Fact]
    public void Secret_FromAnEmptyFile_IsNeverNoPassword()
    {
        var path = Path.Combine(_folder.Path, "secret");
        File.WriteAllText(path, "\n");

        Assert.Equal(ProblemCodes.UnreadableSecret, Assert.Single(Read($$"""{ "Smtp": { "PasswordFile": "{{path}}" } }""").Problems).Code);
    }

    /// <summary>In a process of its own: variables of this one would reach every test beside it.</summary>
    [Fact]
    public async Task Effective_ValuesOfEveryOrigin_AreShownWithItAndSecretsAreNot()
    {
        var secret = Path.Combine(_folder.Path, "smtp_password");
        await File.WriteAllTextAsync(secret, "hunter2\n");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "appsettings.json"), """
            {
              "Smtp": { "Port": 465, "Host": "relay.example" },
              "Database": { "Name": "news" }
            }
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "appsettings.Trial.json"), """{ "Database": { "Name": "trial" } }""");

        var output = await RunAsync(
            ["check", "--effective", "--config", Checkout.Config],
            ("DOTNET_ENVIRONMENT", "Trial"), ("Smtp__Host", "other.example"), ("Smtp__PasswordFile", secret), ("Database__Password", "hunter2"));

        Assert.Contains("Smtp:Port = 465   (appsettings.json:2)", output, StringComparison.Ordinal);
        Assert.Contains("Smtp:Host = other.example   (environment Smtp__Host)", output, StringComparison.Ordinal);
        Assert.Contains($"Smtp:Password = ********   (file {secret})", output, StringComparison.Ordinal);
        Assert.Contains("Database:Password = ********   (environment Database__Password)", output, StringComparison.Ordinal);
        Assert.Contains("Database:Name = trial   (appsettings.Trial.json:1)", output, StringComparison.Ordinal);
        Assert.Contains("Database:Port = 5432   (built-in)", output, StringComparison.Ordinal);
        Assert.Contains($"Watcher:ConfigDirectory = {Checkout.Config}   (command line)", output, StringComparison.Ordinal);
        Assert.Contains("watcher.yaml mail.base_url = none   (built-in)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_RealTransportAndNoRecipients_W105()
    {
        var output = await RunAsync(["check", Checkout.Config], ("Mail__Transport", "smtp"), ("Smtp__Hots", "x"));

        Assert.Contains("recipients.yaml:1:1: error W105 Mail:Transport is smtp (environment Mail__Transport)", output, StringComparison.Ordinal);
        Assert.Contains("environment Smtp__Hots:1:1: error W119 unknown setting Smtp:Hots; did you mean 'Host'?", output, StringComparison.Ordinal);
    }

    private SettingsReading Read(string json)
    {
        var path = Path.Combine(_folder.Path, "appsettings.json");
        File.WriteAllText(path, json);
        return SettingsReader.Read(path, new Dictionary<string, string?>());
    }

    private async Task<string> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "watcher.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;   // dotnet runs this test
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(limit.Token);
        return output + await errors;
    }
}
