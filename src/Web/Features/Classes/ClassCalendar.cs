using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Learning.Courses.Training;

namespace Learning.Web.Features.Classes;

/// <summary>
/// The sessions of one's class for the calendar of a phone or a desk (RFC 5545). Taken again, the same entries are brought up to
/// date: what does not take place for the member bears a higher number than the entry it strikes out.
/// </summary>
internal static class ClassCalendar
{
    /// <param name="origin">Of the site; makes the identifiers unique in the world.</param>
    public static string Write(MyClass mine, string title, string origin, DateTime now)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Lunxun//Rotating training//ZH" };
        foreach (var session in mine.Sessions)
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{mine.CohortId}-{session.Number}@{origin}",
                DtStamp = At(now),
                DtStart = At(session.StartsAt),
                DtEnd = At(session.EndsAt),
                Summary = title,
                Location = mine.VenueName,
                Status = mine.Stands ? EventStatus.Confirmed : EventStatus.Cancelled,
                Sequence = mine.Stands ? 0 : 1,
            });
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalDateTime At(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc), CalDateTime.UtcTzId);
}
