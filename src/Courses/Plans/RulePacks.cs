using System.Reflection;

namespace Learning.Courses.Plans;

/// <summary>The rule packs shipped with the program: the files of Plans/Packs, embedded, read once.</summary>
public static class RulePacks
{
    private static readonly Lazy<IReadOnlyList<RulePack>> Shipped = new(ReadAll);

    /// <summary>Oldest first; their days do not overlap.</summary>
    public static IReadOnlyList<RulePack> All => Shipped.Value;

    /// <summary>The pack a requirement names. A name without a pack is a broken installation, not an answer.</summary>
    public static RulePack For(string key) =>
        All.FirstOrDefault(p => p.Key == key) ?? throw new InvalidOperationException($"There is no rule pack '{key}'.");

    /// <summary>The pack in force on a day: the one whose days hold it, else the nearest earlier one, else the first.</summary>
    public static RulePack For(DateOnly day) => All.LastOrDefault(p => p.ValidFrom <= day) ?? All[0];

    private static IReadOnlyList<RulePack> ReadAll()
    {
        var assembly = typeof(RulePacks).Assembly;
        var packs = assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Plans.Packs.", StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal))
            .Select(name => RulePackFile.Read(name, TextOf(assembly, name)))
            .OrderBy(pack => pack.ValidFrom)
            .ToList();
        foreach (var (earlier, later) in packs.Zip(packs.Skip(1)).Where(pair => pair.First.HoldsOn(pair.Second.ValidFrom)))
        {
            throw new RulePackException(later.Key, $"begins while '{earlier.Key}' is still in force");
        }

        return packs;
    }

    private static string TextOf(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);

        // A checkout on Windows may turn line ends; the hash is over the words.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

/// <summary>A rule pack that cannot be used, with the file and the reason.</summary>
public sealed class RulePackException : Exception
{
    public RulePackException(string file, string why)
        : base($"Rule pack {file}: {why}.")
    {
    }

    public RulePackException()
    {
    }

    public RulePackException(string message)
        : base(message)
    {
    }

    public RulePackException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
