using Learning.Courses;
using Learning.Courses.Ledger;

namespace Learning.Web.Features.Verify;

/// <summary>The keys of a log that a reader names, or, of a reader who names none, those of this site: the one in force and all before it.</summary>
internal static class KnownKeys
{
    /// <param name="written">Keys, separated by white space of any kind.</param>
    public static Outcome<IReadOnlyList<VerifierKey>> Read(IEnumerable<string> written, IReadOnlyList<VerifierKey> own)
    {
        var known = new List<VerifierKey>();
        foreach (var text in written.SelectMany(w => w.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            var key = VerifierKey.Parse(text);
            if (key.Value is null)
            {
                return key.Refusal!;
            }

            known.Add(key.Value);
        }

        return known.Count > 0 ? known : own.Count > 0 ? new Outcome<IReadOnlyList<VerifierKey>>(own, null) : new Refusal("Ledger.NoKey");
    }
}
