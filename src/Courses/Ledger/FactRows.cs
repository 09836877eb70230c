using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.Courses.Ledger;

/// <summary>
/// The rows that entries are the evidence of, in whatever table they are. Asks the model for the tables, so that the ledger
/// knows no feature and no feature can be forgotten. What the viewer may not see is not found.
/// </summary>
public sealed class FactRows(CoursesDb db)
{
    private readonly List<FactTable> tables =
        [.. db.Model.GetEntityTypes()
            .Where(type => type.ClrType.IsAssignableTo(typeof(IProvable)) && !type.ClrType.IsAbstract)
            .Select(type => FactTable.Of(db, type))];

    private readonly Dictionary<string, FactTable> tableOfKind = new(StringComparer.Ordinal);

    public async Task<IProvable?> FindAsync(EvidenceEntry entry, CancellationToken ct) =>
        (await FindAsync([entry], ct)).GetValueOrDefault(entry.SourceId);

    public async Task<Dictionary<Guid, IProvable>> FindAsync(IReadOnlyCollection<EvidenceEntry> entries, CancellationToken ct)
    {
        var found = new Dictionary<Guid, IProvable>();
        foreach (var kind in entries.GroupBy(e => e.Kind, e => e.SourceId))
        {
            var ids = kind.ToList();
            var candidates = tableOfKind.TryGetValue(kind.Key, out var known) ? [known] : tables;
            foreach (var table in candidates)
            {
                var rows = await table.FindAsync(ids, ct);
                rows.ForEach(row => found.TryAdd(row.Id, row));
                if (rows.Count > 0)
                {
                    // A kind belongs to one table: the next batch looks there only.
                    tableOfKind[kind.Key] = table;
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>Rows that left no entry, or whose entry has been removed: the first few.</summary>
    public async Task<IReadOnlyList<IProvable>> FindWithoutEvidenceAsync(int most, CancellationToken ct)
    {
        var found = new List<IProvable>();
        foreach (var table in tables)
        {
            found.AddRange(await table.FindWithoutEvidenceAsync(most - found.Count, ct));
            if (found.Count == most)
            {
                break;
            }
        }

        return found;
    }
}

internal abstract class FactTable
{
    public static FactTable Of(CoursesDb db, IEntityType type)
    {
        var key = type.FindPrimaryKey()!.Properties.Single();
        return (FactTable)Activator.CreateInstance(typeof(FactTable<,>).MakeGenericType(type.ClrType, key.ClrType), db, type, key)!;
    }

    public abstract Task<List<IProvable>> FindAsync(IEnumerable<Guid> ids, CancellationToken ct);

    public abstract Task<List<IProvable>> FindWithoutEvidenceAsync(int most, CancellationToken ct);
}

internal sealed class FactTable<T, TKey>(CoursesDb db, IEntityType type, IProperty key) : FactTable
    where T : class, IProvable
{
    private readonly string keyName = key.Name;

    /// <summary>Whole rows: what a row tells the ledger may rest on the rows that belong to it.</summary>
    private IQueryable<T> Rows => type.GetNavigations()
        .Where(n => !n.TargetEntityType.IsOwned())
        .Aggregate(db.Set<T>().AsNoTracking(), (rows, n) => rows.Include(n.Name))
        .AsSplitQuery();

    public override async Task<List<IProvable>> FindAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var keys = ids.Select(KeyOf).ToList();
        return [.. await Rows.Where(row => keys.Contains(EF.Property<TKey>(row, keyName))).ToListAsync(ct)];
    }

    public override async Task<List<IProvable>> FindWithoutEvidenceAsync(int most, CancellationToken ct) =>
        // Through object, because the key may be a MemberId here and a plain id there; in the database both are the same.
        [.. await Rows
            .Where(row => !db.Evidence.Any(e => e.SourceId == (Guid)(object)EF.Property<TKey>(row, keyName)!))
            .OrderBy(row => EF.Property<TKey>(row, keyName))
            .Take(most)
            .ToListAsync(ct)];

    private TKey KeyOf(Guid id) => (TKey)(key.GetValueConverter()?.ConvertFromProvider(id) ?? id);
}
