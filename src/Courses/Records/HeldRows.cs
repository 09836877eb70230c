using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.Courses.Records;

/// <summary>One row about a member, in whatever table it is.</summary>
/// <param name="Source">Names the row in the ledger; null for rows that are no facts, such as notices and practice.</param>
/// <param name="Index">The place of its entry in the ledger; null while it waits to be sealed.</param>
public sealed record HeldRow(IEntityType Table, IOfMember Row, Guid? Source, long? Index);

/// <summary>
/// Every row about one member. Asks the model for the tables, so that no feature can be forgotten: what is about a member is
/// <see cref="IOfMember"/>. Two questions for each table, however many rows there are.
/// </summary>
internal sealed class HeldRows(CoursesDb db)
{
    public async Task<IReadOnlyList<HeldRow>> ReadAsync(MemberId member, CancellationToken ct)
    {
        var rows = new List<HeldRow>();
        foreach (var table in Tables(db))
        {
            rows.AddRange(await HeldTable.Of(db, table).ReadAsync(member, ct));
        }

        return rows;
    }

    public static IEnumerable<IEntityType> Tables(CoursesDb db) => db.Model.GetEntityTypes()
        .Where(type => type.ClrType.IsAssignableTo(typeof(IOfMember)) && !type.ClrType.IsAbstract && !type.IsOwned())
        .OrderBy(type => type.GetTableName(), StringComparer.Ordinal);
}

internal abstract class HeldTable
{
    public static HeldTable Of(CoursesDb db, IEntityType type) => type.FindPrimaryKey()!.Properties is [var key] && type.ClrType.IsAssignableTo(typeof(IProvable))
        ? (HeldTable)Activator.CreateInstance(typeof(HeldFacts<,>).MakeGenericType(type.ClrType, key.ClrType), db, type, key.Name)!
        : (HeldTable)Activator.CreateInstance(typeof(HeldNotes<>).MakeGenericType(type.ClrType), db, type)!;

    public abstract Task<List<HeldRow>> ReadAsync(MemberId member, CancellationToken ct);
}

/// <summary>Rows that the ledger knows nothing of.</summary>
internal sealed class HeldNotes<T>(CoursesDb db, IEntityType type) : HeldTable
    where T : class, IOfMember
{
    public override async Task<List<HeldRow>> ReadAsync(MemberId member, CancellationToken ct) =>
        [.. (await db.Set<T>().AsNoTracking().Where(row => row.MemberId == member).ToListAsync(ct)).Select(row => new HeldRow(type, row, null, null))];
}

internal sealed class HeldFacts<T, TKey>(CoursesDb db, IEntityType type, string key) : HeldTable
    where T : class, IOfMember, IProvable
{
    public override async Task<List<HeldRow>> ReadAsync(MemberId member, CancellationToken ct)
    {
        var own = db.Set<T>().AsNoTracking().Where(row => row.MemberId == member);
        var rows = await own.AsSplitQuery().ToListAsync(ct);

        // Through object, because the key may be a MemberId here and a plain id there; in the database both are the same.
        var places = rows.Count == 0 ? [] : await own
            .Join(db.Evidence, row => (Guid)(object)EF.Property<TKey>(row, key)!, e => e.SourceId, (_, e) => new { e.SourceId, e.Index })
            .ToDictionaryAsync(e => e.SourceId, e => e.Index, ct);
        return [.. rows.OrderBy(row => row.RecordedAt).ThenBy(row => row.Id).Select(row => new HeldRow(type, row, row.Id, places.GetValueOrDefault(row.Id)))];
    }
}
