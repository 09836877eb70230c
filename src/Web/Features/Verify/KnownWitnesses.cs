using Learning.Courses;
using Learning.Courses.Ledger.Witnesses;

namespace Learning.Web.Features.Verify;

/// <summary>The witnesses a reader names, or, of a reader who names none, those of this site.</summary>
internal static class KnownWitnesses
{
    /// <param name="written">Keys, separated by white space of any kind.</param>
    public static Outcome<IReadOnlyList<WitnessKey>> Read(IEnumerable<string> written, LogWitnesses own)
    {
        var known = new List<WitnessKey>();
        foreach (var text in written.SelectMany(w => w.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            var key = WitnessKey.Parse(text);
            if (key.Value is null)
            {
                return key.Refusal!;
            }

            known.Add(key.Value);
        }

        return known.Count > 0 ? known : new Outcome<IReadOnlyList<WitnessKey>>(own.Keys, null);
    }
}
