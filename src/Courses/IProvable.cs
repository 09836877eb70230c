namespace Learning.Courses;

/// <summary>
/// A row that a report could rest on. Storing one appends exactly one evidence entry in the same transaction; CoursesDb does
/// it, so no use case can forget. A convention test asks every fact entity to be one of these.
/// </summary>
public interface IProvable
{
    /// <summary>Names the row among all rows of all kinds; the evidence entry points back to it.</summary>
    Guid Id { get; }

    DateTime RecordedAt { get; }

    EvidenceFacts Evidence();
}

/// <summary>
/// What the ledger is told about a row. No names, numbers or addresses of people: the member is replaced by a pseudonym when
/// the entry is made. Values may be string, bool, int, long, Guid, DateOnly, DateTime (UTC) or a list of these; null is left out.
/// </summary>
/// <param name="Kind">noun.verb, such as "lesson.completed"; part of the public format, never renamed.</param>
/// <param name="Subject">Whom the fact is about; null for facts about no single person.</param>
/// <param name="Actor">Who caused it; null when the system did.</param>
/// <param name="Corrects">The row that this one puts right.</param>
public sealed record EvidenceFacts(
    string Kind,
    MemberId? Subject,
    MemberId? Actor,
    IReadOnlyDictionary<string, object?> Facts,
    Guid? Corrects = null);

/// <summary>A row about one member. CoursesDb lets a viewer see it only if the viewer may see that member.</summary>
public interface IOfMember
{
    MemberId MemberId { get; }
}

/// <summary>
/// A row about a unit: an assignment, a rotation, a requirement. CoursesDb shows it to those who answer for the unit and to
/// those who belong to it.
/// </summary>
public interface IOfUnit
{
    string UnitPath { get; }
}
