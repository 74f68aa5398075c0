using System.Collections.Immutable;

namespace Watcher.Claims.Subjects;

/// <summary>The subjects tracked, with gazetteer rows filled in.</summary>
public sealed record WatchList
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public ImmutableArray<string> Languages { get; init; } = ["en"];

    public ImmutableArray<Settlement> Settlements { get; init; } = [];

    public ImmutableArray<Person> People { get; init; } = [];

    /// <summary>Empty: every metric of the ontology.</summary>
    public ImmutableArray<MetricEntry> Metrics { get; init; } = [];

    public ImmutableArray<ListSideEntry> Sides { get; init; } = [];

    public ImmutableArray<ListAnchorEntry> Anchors { get; init; } = [];

    /// <summary>Ids of everything the list watches.</summary>
    public IEnumerable<SubjectId> Subjects =>
        Settlements.Select(s => s.Id).Concat(People.Select(p => p.Id)).Concat(Metrics.Select(m => new SubjectId(m.Id)));

    /// <summary>Fills in gazetteer rows and checks what the file alone cannot. Entries with a problem are left out.</summary>
    public static (WatchList List, ImmutableArray<WatchListProblem> Problems) Compile(WatchListFile file, Gazetteer gazetteer)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(gazetteer);
        var problems = ImmutableArray.CreateBuilder<WatchListProblem>();
        var settlements = ImmutableArray.CreateBuilder<Settlement>();
        var people = ImmutableArray.CreateBuilder<Person>();
        foreach (var (i, entry) in file.Settlements.Index())
        {
            var where = $"settlements[{i}]";
            var row = entry.Ref is null ? null : gazetteer.Settlements.GetValueOrDefault(new SubjectId(entry.Ref));
            if (!IsNamed(entry.Id, entry.Ref, entry.Name, row is not null, where, problems))
            {
                continue;
            }

            settlements.Add(new Settlement
            {
                Id = entry.Id is null ? row!.Id : new SubjectId(entry.Id),   // IsNamed: a row is there when the id is not
                Name = entry.Name ?? row!.Name,
                Country = entry.Country ?? row?.Country,
                Admin1 = entry.Admin1 ?? row?.Admin1,
                Admin2 = entry.Admin2 ?? row?.Admin2,
                Location = entry.Location is { } at ? new GeoPoint(at.Lat, at.Lon) : row?.Location,
                Population = row?.Population,
                Aliases = ReadAliases(entry.Aliases, entry.Historic, row?.Aliases ?? gazetteer.NamesOf(entry), where, problems),
                Not = [.. entry.Not],
                Context = [.. entry.Context],
                IsPrimary = entry.Priority == WatchPriority.Primary,
            });
        }

        foreach (var (i, entry) in file.People.Index())
        {
            var where = $"people[{i}]";
            var row = entry.Ref is null ? null : gazetteer.People.GetValueOrDefault(new SubjectId(entry.Ref));
            if (!IsNamed(entry.Id, entry.Ref, entry.Name, row is not null, where, problems))
            {
                continue;
            }

            people.Add(new Person
            {
                Id = entry.Id is null ? row!.Id : new SubjectId(entry.Id),
                Name = entry.Name ?? row!.Name,
                Aliases = ReadAliases(entry.Aliases, [], row?.Aliases ?? gazetteer.NamesOf(entry), where, problems),
                Roles = entry.Roles.Length > 0 ? ReadRoles(entry.Roles, where, problems) : row?.Roles ?? [],
                Not = [.. entry.Not],
                Context = [.. entry.Context],
                IsPrimary = entry.Priority == WatchPriority.Primary,
            });
        }

        foreach (var repeated in settlements.Select(s => s.Id).Concat(people.Select(p => p.Id)).GroupBy(id => id).Where(g => g.Skip(1).Any()))
        {
            problems.Add(new("W030", "", $"id '{repeated.Key}' is given twice"));
        }

        return (new WatchList
        {
            Id = file.Id,
            Title = file.Title,
            Languages = [.. file.Languages],
            Settlements = settlements.ToImmutable(),
            People = people.ToImmutable(),
            Metrics = [.. file.Metrics],
            Sides = [.. file.Sides],
            Anchors = [.. file.Anchors],
        }, problems.ToImmutable());
    }

    private static bool IsNamed(string? id, string? reference, string? name, bool hasRow, string where,
        ImmutableArray<WatchListProblem>.Builder problems)
    {
        if (reference is not null && !hasRow)
        {
            problems.Add(new("W032", where + ".ref", $"the gazetteer has no row '{reference}'"));
            return false;
        }

        if (!hasRow && (id is null || name is null))
        {
            problems.Add(new("W010", where, $"'{(id is null ? "id" : "name")}' is required unless 'ref' names a row of the gazetteer"));
            return false;
        }

        return true;
    }

    private static ImmutableArray<Alias> ReadAliases(Dictionary<string, string[]> aliases, Dictionary<string, string[]> historic,
        ImmutableArray<Alias> fromRow, string where, ImmutableArray<WatchListProblem>.Builder problems)
    {
        var read = ImmutableArray.CreateBuilder<Alias>();
        foreach (var (language, names) in aliases)
        {
            read.AddRange(names.Select(name => new Alias(name, language, AliasKind.Curated)));
        }

        foreach (var (language, names) in historic)
        {
            foreach (var name in names)
            {
                if (Alias.ParseHistoric(name, language) is { } alias)
                {
                    read.Add(alias);
                }
                else
                {
                    problems.Add(new("W303", where + ".historic", $"'{name}' is not name@from..to with dates as yyyy-MM-dd"));
                }
            }
        }

        read.AddRange(fromRow);
        return read.ToImmutable();
    }

    private static ImmutableArray<Role> ReadRoles(RoleEntry[] roles, string where, ImmutableArray<WatchListProblem>.Builder problems)
    {
        var read = ImmutableArray.CreateBuilder<Role>();
        foreach (var (i, role) in roles.Index())
        {
            if (!Alias.TryDay(role.From, out var from) || !Alias.TryDay(role.To, out var to) || from > to)
            {
                problems.Add(new("W011", $"{where}.roles[{i}]", "from and to are dates as yyyy-MM-dd, from not after to"));
                continue;
            }

            read.Add(new Role(role.Title, from, to));
        }

        return read.ToImmutable();
    }
}

/// <summary>A mistake that only shows beside the gazetteer.</summary>
/// <param name="Code">As in configuration.md 8.</param>
/// <param name="Where">Key path in the file, such as <c>settlements[3].ref</c>; empty for the whole file.</param>
public sealed record WatchListProblem(string Code, string Where, string Message);
