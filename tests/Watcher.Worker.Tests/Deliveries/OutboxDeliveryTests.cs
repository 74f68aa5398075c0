using System.Globalization;
using Dapper;
using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Deliveries;

public sealed class OutboxDeliveryTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly SteppedTime _time = new();
    private readonly SampleOutlet _outlet;
    private readonly List<PassHost> _hosts = [];

    public OutboxDeliveryTests() => _outlet = new SampleOutlet(_server, "a");

    [Fact]
    public async Task Compose_BeforeTheSlot_WaitsAndThenComposesOnce()
    {
        var host = await HostAsync(new ScriptedTransport());     // noon; the slot is 09:00
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");

        var early = await ComposeAsync(host);
        _time.Advance(TimeSpan.FromHours(21));
        await PublishAsync(host, "two", "Dravec is held by Norland, the ministry said.");   // 09:00 itself belongs to the next window
        var due = await ComposeAsync(host);
        var again = await ComposeAsync(host);
        _time.Advance(TimeSpan.FromDays(1));
        var next = await ComposeAsync(host);

        Assert.Empty(early.Composed);
        Assert.Equal(1, Assert.Single(due.Composed).Findings);
        Assert.Equal($"d-20261121-0900-flood-{MessageIds.RecipientHash("editor")}", due.Composed[0].Id);
        Assert.Empty(again.Composed);
        Assert.Equal(1, Assert.Single(next.Composed).Findings);
    }

    [Fact]
    public async Task Compose_AfterAnOutageOfDays_MakesOneDigest()
    {
        var host = await HostAsync(new ScriptedTransport());
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        _time.Advance(TimeSpan.FromDays(2));
        await PublishAsync(host, "two", "Dravec is held by Norland, the ministry said.");
        _time.Advance(TimeSpan.FromDays(3));

        var composed = await ComposeAsync(host);

        Assert.Equal(2, Assert.Single(composed.Composed).Findings);
    }

    [Fact]
    public async Task Compose_SlotWithNothingOwed_IsDecidedAndSendsNothing()
    {
        var host = await HostAsync(new ScriptedTransport());
        await host.PollAsync();
        _time.Advance(TimeSpan.FromDays(1));

        var first = await ComposeAsync(host);
        var second = await ComposeAsync(host);

        Assert.Equal((0, 1), (first.Composed.Length, first.Empty));
        Assert.Equal((0, 0), (second.Composed.Length, second.Empty));
    }

    [Fact]
    public async Task Compose_EveryMinuteThroughAClockChange_MailsEachLocalDateOnce()
    {
        var host = await HostAsync(new ScriptedTransport());
        host.Configuration = host.Configuration with { Recipients = [PassHost.Reader(new DigestSchedule.Daily(new TimeOnly(1, 30)), zone: "America/New_York")] };
        await host.Subscriptions.NoteAsync(host.Configuration, CancellationToken.None);
        _time.Advance(new DateTimeOffset(2027, 3, 13, 12, 0, 0, TimeSpan.Zero) - _time.GetUtcNow());   // clocks go forward on the 14th

        var digests = new List<string>();
        for (var hour = 0; hour < 60; hour++)
        {
            await PublishAsync(host, $"h{hour}", $"{100 + hour} people were injured in a flood in Dravec on Friday, speaker {hour} said.");
            for (var tick = 0; tick < 2; tick++)
            {
                digests.AddRange((await ComposeAsync(host)).Composed.Select(digest => digest.Id[..15]));
                _time.Advance(TimeSpan.FromMinutes(30));
            }
        }

        Assert.Equal(["d-20270314-0130", "d-20270315-0130"], digests);
    }

    /// <summary>A whole year of half hours: twice a year each of these clocks jumps, Lord Howe's by half an hour.</summary>
    [Theory]
    [InlineData("Europe/Kyiv", "03:30")]
    [InlineData("America/New_York", "02:30")]
    [InlineData("Australia/Lord_Howe", "02:15")]
    public async Task Compose_EveryHalfHourAroundBothClockChanges_MailsEachLocalDateOnce(string zone, string at)
    {
        var time = TimeOnly.Parse(at, CultureInfo.InvariantCulture);
        var host = await HostAsync(new ScriptedTransport());
        host.Configuration = host.Configuration with { Recipients = [PassHost.Reader(new DigestSchedule.Daily(time), zone: zone)] };
        var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var day = _time.GetUtcNow();
        var changes = new List<DateTimeOffset>();
        for (var instant = day; changes.Count < 2; instant = instant.AddMinutes(30))
        {
            if (rules.GetUtcOffset(instant) != rules.GetUtcOffset(instant.AddMinutes(-30)))
            {
                changes.Add(instant);
            }
        }

        foreach (var change in changes)
        {
            _time.Advance(change.AddHours(-40) - _time.GetUtcNow());
            await host.Subscriptions.NoteAsync(host.Configuration, CancellationToken.None);
            await ComposeAsync(host);                          // what was missed until here is one digest
            var (first, dates) = (TimeZoneInfo.ConvertTime(_time.GetUtcNow(), rules), new List<string>());
            for (var tick = 0; tick < 160; tick++)
            {
                if (tick % 8 == 0)
                {
                    await PublishAsync(host, $"{change:MMdd}-{tick}", $"{100 + tick} people were injured in a flood in Dravec on Friday, speaker {change:MM}{tick} said.");
                }

                dates.AddRange((await ComposeAsync(host)).Composed.Select(digest => digest.Id[2..10]));
                _time.Advance(TimeSpan.FromMinutes(30));
            }

            var last = TimeZoneInfo.ConvertTime(_time.GetUtcNow(), rules);
            var firstDate = first.TimeOfDay < time.ToTimeSpan() ? first.Date : first.Date.AddDays(1);
            var expected = Enumerable.Range(0, 5).Select(i => firstDate.AddDays(i)).Where(date => date + time.ToTimeSpan() < last.DateTime.AddMinutes(-30))
                .Select(date => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            Assert.Equal(expected, dates);
        }
    }

    [Fact]
    public async Task Deliver_TransportThatDiesAfterAccepting_RepeatsOnceUnderTheSameMessageId()
    {
        var dying = new ScriptedTransport(_ => throw new InvalidOperationException("the worker dies between the acceptance and the commit"));
        var host = await HostAsync(dying);
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => DeliverAsync(host));

        var living = new ScriptedTransport();
        var restarted = await HostAsync(living);
        await DeliverAsync(restarted);
        await DeliverAsync(restarted);

        Assert.Equal(dying.Handed.Single().MessageId, living.Handed.Single().MessageId);
        Assert.True(dying.Handed.Single().Rendered.Span.SequenceEqual(living.Handed.Single().Rendered.Span));
        Assert.Equal(1, (await host.Outbox.StatesAsync(CancellationToken.None))["sent"]);
    }

    [Fact]
    public async Task Deliver_LeaseOfADeadWorker_RunsOut()
    {
        var transport = new ScriptedTransport();
        var host = await HostAsync(transport);
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);
        Assert.NotNull(await host.Outbox.TakeNextAsync("another worker", UnknownPolicy.Resend, CancellationToken.None));

        await DeliverAsync(host);
        Assert.Empty(transport.Handed);

        _time.Advance(TimeSpan.FromMinutes(7));
        await DeliverAsync(host);
        Assert.Single(transport.Handed);
    }

    [Fact]
    public async Task Deliver_TransientRefusals_RetriesByScheduleWithTheSameBytes()
    {
        var transport = new ScriptedTransport(ScriptedTransport.Defer(DeliveryFault.Transient), ScriptedTransport.Defer(DeliveryFault.Transient));
        var host = await HostAsync(transport);
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);

        await DeliverAsync(host);
        await DeliverAsync(host);
        Assert.Single(transport.Handed);
        _time.Advance(TimeSpan.FromSeconds(75));
        await DeliverAsync(host);
        Assert.Equal(2, transport.Handed.Count);
        _time.Advance(TimeSpan.FromMinutes(6));
        await DeliverAsync(host);

        Assert.Equal(3, transport.Handed.Count);
        Assert.Single(transport.Handed.Select(mail => mail.MessageId).Distinct());
        Assert.Equal(1, (await host.Outbox.StatesAsync(CancellationToken.None))["sent"]);
    }

    [Fact]
    public async Task Deliver_RelayAway_RestsAndCostsNoAttempt()
    {
        var transport = new ScriptedTransport(ScriptedTransport.Defer(DeliveryFault.Relay));
        var host = await HostAsync(transport);
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);

        await DeliverAsync(host);

        await using var connection = await host.Database.OpenAsync(CancellationToken.None);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select attempts from outbox"));
    }

    [Theory]
    [InlineData("Resend", 2, "held")]
    [InlineData("Hold", 1, "held")]
    public async Task Deliver_RepliesThatAreLost_FollowTheUnknownPolicy(string policy, int handed, string state)
    {
        var transport = new ScriptedTransport(ScriptedTransport.LoseReply, ScriptedTransport.LoseReply);
        var host = await HostAsync(transport);
        host.Configuration = host.Configuration with { Policy = host.Configuration.Policy with { UnknownPolicy = Enum.Parse<UnknownPolicy>(policy) } };
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);

        await DeliverAsync(host);
        _time.Advance(TimeSpan.FromMinutes(14));
        await DeliverAsync(host);
        Assert.Single(transport.Handed);
        _time.Advance(TimeSpan.FromMinutes(2));
        await DeliverAsync(host);
        _time.Advance(TimeSpan.FromHours(1));
        await DeliverAsync(host);

        Assert.Equal(handed, transport.Handed.Count);
        Assert.Equal(1, (await host.Outbox.StatesAsync(CancellationToken.None))[state]);
    }

    [Fact]
    public async Task Deliver_UnsentDigest_IsMergedIntoItsSuccessor()
    {
        var transport = new ScriptedTransport(ScriptedTransport.Defer(DeliveryFault.Transient));
        var host = await HostAsync(transport);
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        _time.Advance(TimeSpan.FromHours(22));
        await ComposeAsync(host);
        await DeliverAsync(host);
        await PublishAsync(host, "two", "Dravec is held by Norland, the ministry said.");
        _time.Advance(TimeSpan.FromDays(1));

        var merged = await ComposeAsync(host);
        await DeliverAsync(host);

        Assert.Equal(2, Assert.Single(merged.Composed).Findings);
        Assert.Equal(2, transport.Handed.Count);
        Assert.NotEqual(transport.Handed[0].MessageId, transport.Handed[1].MessageId);
        var states = await host.Outbox.StatesAsync(CancellationToken.None);
        Assert.Equal((1, 1), (states["dropped"], states["sent"]));
    }

    /// <summary><c>once</c> again after a relay that was away, when nothing new was published: the same digest goes out.</summary>
    [Fact]
    public async Task Deliver_UnsentDigestComposedAgainOutOfTurn_GoesOut()
    {
        var transport = new ScriptedTransport(ScriptedTransport.Defer(DeliveryFault.Transient));
        var host = await HostAsync(transport);
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);
        await DeliverAsync(host);
        _time.Advance(TimeSpan.FromHours(1));

        var again = await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);
        await DeliverAsync(host);

        Assert.Equal(1, Assert.Single(again.Composed).Findings);
        Assert.Equal(2, transport.Handed.Count);
        Assert.Empty((await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None)).Composed);
        var states = await host.Outbox.StatesAsync(CancellationToken.None);
        Assert.Equal((1, 1), (states["dropped"], states["sent"]));
    }

    [Fact]
    public async Task Deliver_AddressRefusedTwice_LosesNoFindingAndSuspendsTheRecipient()
    {
        var transport = new ScriptedTransport(ScriptedTransport.Reject(DeliveryFault.Recipient), ScriptedTransport.Reject(DeliveryFault.Recipient));
        var host = await HostAsync(transport);
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        for (var day = 0; day < 2; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            Assert.Single((await ComposeAsync(host)).Composed);
            await DeliverAsync(host);
        }

        _time.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await ComposeAsync(host)).Composed);
        _time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(1, Assert.Single((await ComposeAsync(host)).Composed).Findings);
    }

    [Fact]
    public async Task Deliver_MailThatIsTooOld_ExpiresAndItsFindingsAreOwedAgain()
    {
        var transport = new ScriptedTransport([.. Enumerable.Repeat(ScriptedTransport.Defer(DeliveryFault.Transient), 50)]);
        var host = await HostAsync(transport);
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);
        for (var hour = 0; hour < 40; hour++)
        {
            await DeliverAsync(host);
            _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(1, (await host.Outbox.StatesAsync(CancellationToken.None))["expired"]);
        Assert.Single((await ComposeAsync(host)).Composed);
    }

    /// <summary>Nobody waits for the housekeeping of the night: who was taken out gets nothing more.</summary>
    [Fact]
    public async Task Deliver_RecipientOrListTakenOut_DropsWhatWaitsForThem()
    {
        var transport = new ScriptedTransport();
        var host = await HostAsync(transport);
        var readers = Enumerable.Range(1, 3).Select(i => PassHost.Reader(id: $"reader{i}")).ToList();
        host.Configuration = host.Configuration with { Recipients = [.. readers] };
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);

        host.Configuration = host.Configuration with { Recipients = [readers[1] with { Subscriptions = [] }, readers[2]] };
        var summary = await DeliverAsync(host);

        Assert.Equal(new DeliverySummary(1, 0, 0), summary);
        Assert.Equal("reader3@reader.example", Assert.Single(transport.Handed).EnvelopeTo.ToString());
        var dropped = await host.OutboxQueries.ListAsync("dropped", null, null, null, 5, CancellationToken.None);
        Assert.Equal(["reader1", "reader2"], dropped.Select(mail => mail.RecipientId).Order(StringComparer.Ordinal));
        Assert.All(dropped, mail => Assert.Equal("the subscription is gone", mail.LastText));
    }

    /// <summary>A renamed recipient is not one who was taken out, even when the mail goes before anything else has followed the new id.</summary>
    [Fact]
    public async Task Deliver_RecipientRenamed_StillGetsTheMail()
    {
        var transport = new ScriptedTransport();
        var host = await HostAsync(transport);
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);

        host.Configuration = host.Configuration with
        {
            Recipients = [PassHost.Reader(id: "desk")],
            FormerIds = [new FormerId(FormerIdKind.Recipient, host.Configuration.Recipients[0].Id, "desk")],
        };

        Assert.Equal(new DeliverySummary(1, 0, 0), await DeliverAsync(host));
    }

    [Fact]
    public async Task Deliver_OneBadAddress_DoesNotDelayTheOthers()
    {
        var transport = new ScriptedTransport(ScriptedTransport.Reject(DeliveryFault.Recipient));
        var host = await HostAsync(transport);
        host.Configuration = host.Configuration with { Recipients = [.. Enumerable.Range(1, 3).Select(i => PassHost.Reader(id: $"reader{i}"))] };
        await PublishAsync(host, "one", "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);

        var summary = await DeliverAsync(host);

        Assert.Equal(new DeliverySummary(2, 0, 1), summary);
    }

    [Fact]
    public async Task Deliver_BeyondTheLimitOfARecipient_HoldsAndLosesNothing()
    {
        var transport = new ScriptedTransport();
        var host = await HostAsync(transport);
        string[] speakers = ["mayor", "governor", "police", "ministry", "president", "prime minister", "spokesman"];
        foreach (var (i, speaker) in speakers.Index())
        {
            await PublishAsync(host, $"n{i}", $"{100 + (20 * i)} people were injured in a flood in Dravec on Friday, the {speaker} said.");
            await host.Composition.ComposeNowAsync(host.Configuration, CancellationToken.None);
        }

        await DeliverAsync(host);
        Assert.Equal(6, transport.Handed.Count);
        _time.Advance(TimeSpan.FromHours(2));
        await DeliverAsync(host);
        Assert.Equal(7, transport.Handed.Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 30)]
    [InlineData(7, 240)]
    [InlineData(12, 240)]
    public void Wait_AfterSoManyAttempts_IsTheStepWithinAFifth(int attempts, int minutes)
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.InRange(RelayLimits.Wait(attempts, i.ToString(CultureInfo.InvariantCulture)).TotalMinutes, minutes * 0.8, minutes * 1.2);
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<PassHost> HostAsync(IMailTransport transport)
    {
        var host = new PassHost(_folder.Store, PassHost.Settings(PassHost.Feed("a", _outlet.Feed)), _time, transport, _server.HostAndPort);
        _hosts.Add(host);
        await host.OpenAsync();
        await host.Subscriptions.NoteAsync(host.Configuration, CancellationToken.None);
        return host;
    }

    private async Task PublishAsync(PassHost host, string slug, string sentence)
    {
        _outlet.Publish(slug, _time.GetUtcNow(), sentence);
        await host.PollAsync();
    }

    private static Task<CompositionSummary> ComposeAsync(PassHost host) => host.Composition.ComposeDueAsync(host.Configuration, CancellationToken.None);

    private static Task<DeliverySummary> DeliverAsync(PassHost host) => host.Delivery.DeliverAsync(host.Configuration, CancellationToken.None);
}
