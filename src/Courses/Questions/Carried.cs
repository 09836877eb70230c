namespace Learning.Courses.Questions;

/// <summary>The order of a paper and the answer on it, as they would stand there if the paper had shown another version of the question.</summary>
public sealed record Carried(string Order, string Response);

/// <summary>
/// Says an answer again for a corrected version of its question. What the member meant is kept or the answer is refused: an
/// option is known by its text, never by its place.
/// </summary>
public static class CarryAnswer
{
    public static Outcome<Carried> Run(Question from, Question to, string order, string response)
    {
        if (from.Kind != to.Kind)
        {
            return new Refusal("Carry.KindDiffers");
        }

        // Other points would move the pass line of the paper, and with it people whose answer was never in question.
        var kind = KindRoles.Of(from.Kind);
        return kind.Points(from) == kind.Points(to) ? kind.Carry(from, to, order, response) : new Refusal("Carry.PointsDiffer");
    }
}
