using System.Text.RegularExpressions;

namespace Learning.Courses.Organisation;

public enum UnitKind
{
    District,
    Town,
    Branch,
}

/// <summary>A node of the organisation tree: district, town (sub-district, committee) or branch.</summary>
public sealed partial class Unit : IProvable
{
    public Unit(UnitId unitId, Unit? parent, UnitKind kind, string code, string name, DateTime recordedAt)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!IsCode(code))
        {
            throw new ArgumentException($"'{code}' is not a unit code: lower-case letters, digits, hyphens.", nameof(code));
        }

        (UnitId, ParentId, Kind, Name, RecordedAt) = (unitId, parent?.UnitId, kind, name, recordedAt);
        Path = parent is null ? code : $"{parent.Path}/{code}";
    }

    private Unit()
    {
        Path = Name = "";
    }

    public UnitId UnitId { get; private set; }
    public UnitId? ParentId { get; private set; }
    public UnitKind Kind { get; private set; }

    /// <summary>The codes from the root down, joined by "/": "chaoan/anbu/b03". Also the unit's address in URLs.</summary>
    public string Path { get; private set; }
    public string Name { get; private set; }
    public DateTime RecordedAt { get; private set; }

    /// <summary>Where the unit meets, on the district's own grid; null when nobody has said so. A branch without one is where its town is.</summary>
    public MapPoint? Place => East is { } east && North is { } north ? new MapPoint(east, north) : null;

    private int? East { get; set; }
    private int? North { get; set; }

    Guid IProvable.Id => UnitId.Value;

    public EvidenceFacts Evidence() => new(
        "unit.created", null, null, new Dictionary<string, object?> { ["unit"] = Path, ["kind"] = Kind.ToString() });

    public void PlaceAt(MapPoint place) => (East, North) = (place.East, place.North);

    /// <summary>What a unit may be called in addresses: lower-case letters, digits, hyphens.</summary>
    public static bool IsCode(string code) => CodePattern().IsMatch(code);

    /// <summary>True for the unit itself and everything below it. "a/b1" is not within "a/b".</summary>
    public static bool IsWithin(string path, string ancestorPath) =>
        path == ancestorPath || path.StartsWith(ancestorPath + "/", StringComparison.Ordinal);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,30}$")]
    private static partial Regex CodePattern();
}
